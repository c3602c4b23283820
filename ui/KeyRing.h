// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace ui {

/// Keeps the keys of model services, each under the name of the environment variable it stands in for. The
/// window hands keys in and asks where they are; it never gets one back, so that it cannot show one.
/// Implemented in app/. All on the window's thread.
class KeyRing : public QObject
{
    Q_OBJECT
public:
    enum class Place {
        Nowhere,  ///< It has no such key.
        OnItsWay, ///< Usable already; the system's keychain is asked to keep it.
        Keychain, ///< In the keychain of the system, also for later sessions.
        Memory,   ///< Nobody but the running program has it: it is gone when that ends.
    };
    Q_ENUM(Place)

    struct State
    {
        Place place = Place::Nowhere;
        QString trouble; ///< What the keychain refused and why, a sentence; empty when all went well.
    };

    using QObject::QObject;

    virtual State state(const QString &variable) const = 0;
    /// Takes a key in place of the one it may have. It counts at once, wherever it will be kept.
    virtual void store(const QString &variable, const QString &key) = 0;
    /// Forgets a key, in the keychain too.
    virtual void remove(const QString &variable) = 0;

signals:
    /// Some key's state is another one.
    void changed();
};

} // namespace ui
