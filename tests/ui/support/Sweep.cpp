// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/Sweep.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollArea>
#include <QSet>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace testing {
namespace {

QString wayTo(QAccessibleInterface *item)
{
    QStringList way;
    for (; item && item->object(); item = item->parent()) {
        const QObject *object = item->object();
        way.prepend(QLatin1String(object->metaObject()->className()) + u'#' + object->objectName());
    }
    return way.mid(std::max<qsizetype>(0, way.size() - 3)).join(u" > "_s);
}

bool wantsAName(QAccessible::Role role)
{
    static const QSet<QAccessible::Role> roles{
        QAccessible::Button,   QAccessible::ButtonMenu, QAccessible::CheckBox,    QAccessible::EditableText,
        QAccessible::ComboBox, QAccessible::SpinBox,    QAccessible::Table,       QAccessible::List,
        QAccessible::Tree,     QAccessible::Slider,     QAccessible::RadioButton, QAccessible::PageTabList,
        QAccessible::PageTab,  QAccessible::MenuItem,   QAccessible::Dialog};
    return roles.contains(role);
}

bool isDataView(QAccessible::Role role)
{
    return role == QAccessible::Table || role == QAccessible::List || role == QAccessible::Tree;
}

bool takesTab(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
        && !widget->focusProxy() && !qobject_cast<const QScrollArea *>(widget);
}

} // namespace

QStringList unnamedControls(QWidget *window)
{
    QStringList unnamed;
    QList<QAccessibleInterface *> open{QAccessible::queryAccessibleInterface(window)};
    while (!open.isEmpty()) {
        QAccessibleInterface *item = open.takeLast();
        if (!item || !item->isValid() || item->state().invisible)
            continue;
        if (wantsAName(item->role()) && item->text(QAccessible::Name).trimmed().isEmpty())
            unnamed.append(u"role %1: %2"_s.arg(int(item->role())).arg(wayTo(item)));
        for (int i = 0; !isDataView(item->role()) && i < item->childCount(); ++i)
            open.append(item->child(i));
    }
    return unnamed;
}

QStringList unreachedControls(QWidget *window, QWidget *start)
{
    QSet<QWidget *> wanted;
    for (auto *widget : window->findChildren<QWidget *>()) {
        if (widget->window() == window && takesTab(widget))
            wanted.insert(widget);
    }
    start->setFocus(Qt::TabFocusReason);
    QWidget *before = nullptr;
    const qsizetype most = wanted.size() * 3 + 20;
    for (qsizetype i = 0; i < most && !wanted.isEmpty(); ++i) {
        QWidget *here = QApplication::focusWidget();
        if (!here)
            break;
        wanted.remove(here);
        if (here == before) {
            QTest::keyClick(here, Qt::Key_Escape);
            here = QApplication::focusWidget();
        }
        before = here;
        QTest::keyClick(here, Qt::Key_Tab);
    }
    QStringList left;
    for (const QWidget *widget : wanted) {
        left.append(u"%1#%2 \"%3\""_s.arg(QLatin1String(widget->metaObject()->className()),
                                          widget->objectName(), widget->accessibleName()));
    }
    return left;
}

} // namespace testing
