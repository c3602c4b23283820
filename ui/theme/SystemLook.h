// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>

class QDBusVariant;

namespace ui {

/// What the desktop asks for: dark colours, less motion. Read from the settings portal
/// (org.freedesktop.portal.Settings, version 1 and 2) without waiting for it, and followed while it changes.
/// Where there is no portal the palette the program was started with decides.
class SystemLook : public QObject
{
    Q_OBJECT
public:
    /// Asks `service` on `bus`; both are other than the session's own only in tests.
    explicit SystemLook(QDBusConnection bus = QDBusConnection::sessionBus(),
                        QString service = QStringLiteral("org.freedesktop.portal.Desktop"));

    bool prefersDark() const { return m_dark; }
    bool prefersStillness() const { return m_still; }

signals:
    void changed();

private slots:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask(const QString &group, const QString &key);
    void take(const QString &group, const QString &key, const QVariant &value);

    QDBusConnection m_bus;
    QString m_service;
    bool m_startedDark;
    bool m_dark;
    bool m_still = false;
};

} // namespace ui
