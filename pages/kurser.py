"""Hvad står på kursuslisten? HR keeps the list: edit, check, save, files in and out, versions."""

from __future__ import annotations

from lederpulje.ui.courselist.page import draw_course_list

draw_course_list()
