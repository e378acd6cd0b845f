"""The checks of forms find what they are there to find."""

from pathlib import Path

import pytest

from tests.house import forms
from tests.house.tree import write_tree

FORM = """<ui version="4.0">
 <class>SignIn</class>
 <widget class="QWidget" name="SignIn">
  <property name="geometry"><rect><x>0</x><y>0</y><width>400</width><height>300</height></rect></property>
  <layout class="QVBoxLayout" name="column" stretch="0,1">
   <property name="leftMargin"><number>0</number></property>
   <item><widget class="QLineEdit" name="password">
    <property name="accessibleName"><string>Password</string></property>
   </widget></item>
   <item><widget class="QPushButton" name="sign_in">
    <property name="text"><string>Sign in</string></property>
    <property name="role" stdset="0"><string notr="true">primary</string></property>
   </widget></item>
  </layout>
 </widget>
 <resources/><connections/>
</ui>
"""
CONNECTED = "<connections><connection><sender>a</sender></connection></connections>"
PROMOTED = "<customwidgets><customwidget><class>Own</class></customwidget></customwidgets>"
NAMED = '<property name="accessibleName"><string>Password</string></property>'
TEXT = "<string>Sign in</string>"
BREAKS = [
    ("<connections/>", CONNECTED, "is behaviour"),
    ("<connections/>", "<slots><slot>act()</slot></slots>", "is behaviour"),
    ("<connections/>", PROMOTED, "promotes a widget to Own"),
    (NAMED, NAMED + '<property name="styleSheet"><string notr="true">a</string></property>', "a style sheet"),
    (NAMED, NAMED + '<property name="maxLength"><number>20</number></property>', "maxLength"),
    (NAMED, NAMED + '<property name="minimumSize"><size><width>9</width></size></property>', "minimumSize"),
    (NAMED, NAMED + '<property name="geometry"><rect><x>0</x></rect></property>', "geometry"),
    ("<number>0</number>", "<number>12</number>", "leftMargin"),
    (NAMED, "", "QLineEdit password has no accessible name"),
    (NAMED, '<property name="text"><string>abc</string></property>', "QLineEdit password has no accessible name"),
    (TEXT, "<string></string>", "QPushButton sign_in has no accessible name"),
    (TEXT, '<string notr="true">Sign in</string>', "'Sign in' cannot be translated"),
]
OWNED = {"forms/sign_in.ui": FORM, "carbench/ui/pages/sign_in.py": 'load_form(self, "sign_in")\n'}


def test_a_form_without_behaviour_is_sound(tmp_path: Path) -> None:
    write_tree(tmp_path, OWNED)
    assert forms.defects(tmp_path) == []
    assert forms.ownership(tmp_path) == []


@pytest.mark.parametrize(("old", "new", "said"), BREAKS)
def test_a_form_that_does_more_is_found(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in FORM
    write_tree(tmp_path, {"forms/sign_in.ui": FORM.replace(old, new)})
    (defect,) = forms.defects(tmp_path)
    assert defect.startswith("forms/sign_in.ui: ")
    assert said in defect


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("forms/stray.ui", FORM.replace("SignIn", "Stray"), "forms/stray.ui has 0 owners"),
        ("carbench/ui/second.py", 'forms.load_form(self, "sign_in")\n', "forms/sign_in.ui has 2 owners"),
        ("carbench/ui/lost.py", 'load_form(self, "lost")\n', "carbench/ui/lost.py:1: there is no form lost"),
        ("carbench/ui/any.py", "load_form(self, name)\n", "carbench/ui/any.py:1: load_form() without a literal name"),
    ],
)
def test_a_form_without_its_one_owner_is_found(tmp_path: Path, name: str, text: str, said: str) -> None:
    write_tree(tmp_path, OWNED | {name: text})
    assert forms.ownership(tmp_path) == [said]


def test_two_forms_of_one_class_are_found(tmp_path: Path) -> None:
    write_tree(tmp_path, OWNED | {"forms/again.ui": FORM, "carbench/ui/again.py": 'load_form(self, "again")\n'})
    assert forms.ownership(tmp_path) == ["2 forms are of class SignIn"]
