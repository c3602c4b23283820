// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/SystemLook.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QtGui/QGuiApplication>

using namespace Qt::StringLiterals;

/// A settings portal of its own bus, as version 1 of the interface answers: the value wrapped twice.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    QVariantMap settings;

public slots:
    QDBusVariant Read(const QString &group, const QString &key) const
    {
        return QDBusVariant(QVariant::fromValue(QDBusVariant(settings.value(group + u'/' + key))));
    }
signals:
    void SettingChanged(const QString &, const QString &, const QDBusVariant &); // group, key, value
};

class SystemLookTest : public QObject
{
    Q_OBJECT

    QProcess m_daemon;
    QString m_address;
    Portal m_portal;

    QDBusConnection bus(const QString &name) { return QDBusConnection::connectToBus(m_address, name); }

private slots:
    void initTestCase()
    {
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
        QVERIFY2(m_daemon.waitForStarted(), "dbus-daemon is needed for this test");
        QTRY_VERIFY(m_daemon.canReadLine());
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        QDBusConnection portal = bus(u"portal"_s);
        QVERIFY(portal.registerService(u"test.Portal"_s));
        QVERIFY(portal.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                                      QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(u"portal"_s);
        QDBusConnection::disconnectFromBus(u"window"_s);
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    void followsTheDesktop()
    {
        m_portal.settings = {{u"org.freedesktop.appearance/color-scheme"_s, 1U},
                             {u"org.freedesktop.appearance/reduced-motion"_s, 0U},
                             {u"org.gnome.desktop.interface/enable-animations"_s, true}};
        ui::SystemLook look(bus(u"window"_s), u"test.Portal"_s);
        QTRY_VERIFY(look.prefersDark());
        QVERIFY(!look.prefersStillness());

        QSignalSpy changed(&look, &ui::SystemLook::changed);
        emit m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s,
                                     QDBusVariant(QVariant(2U)));
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(!look.prefersDark());
        emit m_portal.SettingChanged(u"org.gnome.desktop.interface"_s, u"enable-animations"_s,
                                     QDBusVariant(QVariant(false)));
        QTRY_VERIFY(look.prefersStillness());
    }
    void goesByThePaletteWithoutAPortal()
    {
        const ui::SystemLook look(bus(u"window"_s), u"test.Nobody"_s);
        QTest::qWait(0);
        QCOMPARE(look.prefersDark(), QGuiApplication::palette().color(QPalette::Window).lightness() < 128);
    }
};

QTEST_MAIN(SystemLookTest)
#include "SystemLookTest.moc"
