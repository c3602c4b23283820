// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most files of the window include, parsed once: cmake/precompiled.h says more.
#include "cmake/precompiled.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>
