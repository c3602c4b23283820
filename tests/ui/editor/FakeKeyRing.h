// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/KeyRing.h"

#include <QMap>

namespace testing {

/// Keeps keys where a test says.
class FakeKeyRing : public ui::KeyRing
{
public:
    State state(const QString &variable) const override { return states.value(variable); }
    void store(const QString &variable, const QString &secret) override
    {
        stored.insert(variable, secret);
        put(variable, next);
    }
    void remove(const QString &variable) override
    {
        stored.remove(variable);
        put(variable, {});
    }
    void put(const QString &variable, const State &state)
    {
        states.insert(variable, state);
        emit changed();
    }

    QMap<QString, QString> stored;
    QMap<QString, State> states;
    State next{Place::Keychain, {}}; ///< Where the next key goes.
};

} // namespace testing
