// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace app {

/// The keychain of the system: secrets by name, each name of this program alone. Every answer comes later,
/// from the event loop, and not at all once `context` is gone; a person may be asked to unlock it meanwhile.
class Keychain
{
public:
    struct Answer
    {
        enum class Outcome { Done, Missing, Failed };
        Outcome outcome = Outcome::Done;
        QString secret;  ///< What read() was asked for.
        QString trouble; ///< Why it Failed, in the keychain's own words.
    };
    using Take = std::function<void(const Answer &)>;

    Keychain() = default;
    virtual ~Keychain() = default;
    Q_DISABLE_COPY_MOVE(Keychain)

    virtual void write(const QString &name, const QString &secret, QObject *context, const Take &take) = 0;
    virtual void read(const QString &name, QObject *context, const Take &take) = 0;
    virtual void remove(const QString &name, QObject *context, const Take &take) = 0;
};

/// The real one, through QtKeychain: the Secret Service (GNOME and others) or KWallet. Nothing is ever kept
/// unencrypted in its place: where neither is there every answer is Failed.
class SystemKeychain : public Keychain
{
public:
    void write(const QString &name, const QString &secret, QObject *context, const Take &take) override;
    void read(const QString &name, QObject *context, const Take &take) override;
    void remove(const QString &name, QObject *context, const Take &take) override;
};

} // namespace app
