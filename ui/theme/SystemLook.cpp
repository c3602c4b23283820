// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/SystemLook.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

const auto path = u"/org/freedesktop/portal/desktop"_s;
const auto interface = u"org.freedesktop.portal.Settings"_s;
const auto appearance = u"org.freedesktop.appearance"_s;
const auto colorScheme = u"color-scheme"_s;
const auto reducedMotion = u"reduced-motion"_s;
const auto gnome = u"org.gnome.desktop.interface"_s;
const auto animations = u"enable-animations"_s;

// Read of version 1 wraps the value twice.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

SystemLook::SystemLook(QDBusConnection bus, QString service)
    : m_bus(std::move(bus))
    , m_service(std::move(service))
    , m_startedDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
    , m_dark(m_startedDark)
{
    // Qt 6.4 finds the slot below only once the types of D-Bus are registered by name.
    qRegisterMetaType<QDBusVariant>("QDBusVariant");
    m_bus.connect(m_service, path, interface, u"SettingChanged"_s, this,
                  SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(appearance, colorScheme);
    ask(appearance, reducedMotion);
    ask(gnome, animations);
}

void SystemLook::ask(const QString &group, const QString &key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(m_service, path, interface, u"Read"_s);
    call.setAutoStartService(false);
    call << group << key;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isValid())
            take(group, key, unwrapped(reply.value().variant()));
    });
}

void SystemLook::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    take(group, key, unwrapped(value.variant()));
}

void SystemLook::take(const QString &group, const QString &key, const QVariant &value)
{
    bool dark = m_dark;
    bool still = m_still;
    if (group == appearance && key == colorScheme)
        dark = value.toUInt() == 0 ? m_startedDark : value.toUInt() == 1;
    else if (group == appearance && key == reducedMotion)
        still = value.toUInt() == 1;
    else if (group == gnome && key == animations)
        still = !value.toBool();
    if (dark == m_dark && still == m_still)
        return;
    m_dark = dark;
    m_still = still;
    emit changed();
}

} // namespace ui

#include "moc_SystemLook.cpp"
