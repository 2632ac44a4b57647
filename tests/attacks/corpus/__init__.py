"""The corpus: a module for each class of attack, and the honest work that must not suffer from any of it."""

from tests.attacks.corpus import (
    blind,
    borrowing,
    comparison,
    damage,
    dying,
    eating,
    forgery,
    injecting,
    misbehaving,
    outliving,
    patching,
    reading,
    talking,
    writing,
)

MODULES = (
    blind,
    comparison,
    forgery,
    patching,
    reading,
    borrowing,
    writing,
    dying,
    eating,
    outliving,
    talking,
    damage,
    injecting,
    misbehaving,
)

# class -> its attacks; the first of each stands for it in `make test`
CLASSES = {module.KIND: module.ATTACKS for module in MODULES}
