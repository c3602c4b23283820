// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/values/Environment.h"
#include "app/desktop/Keychain.h"
#include "ui/KeyRing.h"

#include <QMap>
#include <QStringList>

namespace app {

/// The keys a person gave the window: in memory for the server, and in the system's keychain where that takes
/// them. A keychain cannot be asked what it holds, so the names of the keys, and nothing else, stand in a
/// file of settings; a keychain that was never given a key is never asked for one.
class KeptKeys : public ui::KeyRing
{
    Q_OBJECT
public:
    /// Begins to read what was kept before. `keychain` must outlive it.
    KeptKeys(Keychain &keychain, QString namesFile, QObject *parent = nullptr);

    /// Those at hand, by the names of their variables. For the server alone.
    agent::Environment keys() const;

    State state(const QString &variable) const override;
    void store(const QString &variable, const QString &key) override;
    void remove(const QString &variable) override;

private:
    struct Entry
    {
        QString key; ///< Empty while it is not at hand.
        State state;
    };

    void read(const QString &variable);
    void take(const QString &variable, const Keychain::Answer &answer);
    void settle(const QString &variable, const QString &key, const Keychain::Answer &answer);
    void forget(const QString &variable);
    QStringList names() const;
    void setNames(const QStringList &names) const;

    Keychain &m_keychain;
    QString m_namesFile;
    QMap<QString, Entry> m_entries;
};

} // namespace app
