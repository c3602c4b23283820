// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/KeptKeys.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace app {
namespace {

using Outcome = Keychain::Answer::Outcome;
using Place = ui::KeyRing::Place;

} // namespace

KeptKeys::KeptKeys(Keychain &keychain, QString namesFile, QObject *parent)
    : KeyRing(parent)
    , m_keychain(keychain)
    , m_namesFile(std::move(namesFile))
{
    for (const QString &variable : names())
        read(variable);
}

agent::Environment KeptKeys::keys() const
{
    agent::Environment keys;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (!it->key.isEmpty())
            keys.insert(it.key(), it->key);
    }
    return keys;
}

ui::KeyRing::State KeptKeys::state(const QString &variable) const
{
    return m_entries.value(variable).state;
}

void KeptKeys::read(const QString &variable)
{
    m_keychain.read(variable, this,
                    [this, variable](const Keychain::Answer &answer) { take(variable, answer); });
}

void KeptKeys::take(const QString &variable, const Keychain::Answer &answer)
{
    if (m_entries.contains(variable))
        return; // a newer key was given meanwhile
    if (answer.outcome == Outcome::Missing)
        return forget(variable); // removed by another program
    const bool isDone = answer.outcome == Outcome::Done;
    const QString trouble = tr("The keychain did not give the key: %1").arg(answer.trouble);
    m_entries[variable] =
        isDone ? Entry{answer.secret, {Place::Keychain, {}}} : Entry{{}, {Place::Nowhere, trouble}};
    emit changed();
}

void KeptKeys::store(const QString &variable, const QString &key)
{
    m_entries[variable] = {key, {Place::OnItsWay, {}}};
    m_keychain.write(variable, key, this, [this, variable, key](const Keychain::Answer &answer) {
        settle(variable, key, answer);
    });
    emit changed();
}

void KeptKeys::settle(const QString &variable, const QString &key, const Keychain::Answer &answer)
{
    const auto entry = m_entries.find(variable);
    const bool isDone = answer.outcome == Outcome::Done;
    if (isDone && !names().contains(variable))
        setNames(names() << variable);
    if (entry == m_entries.end()) {
        if (isDone)
            remove(variable); // it was to be forgotten while it was on its way
        return;
    }
    if (entry->key != key)
        return;
    entry->state = isDone ? State{Place::Keychain, {}} : State{Place::Memory, answer.trouble};
    emit changed();
}

void KeptKeys::remove(const QString &variable)
{
    if (!names().contains(variable))
        return forget(variable);
    m_keychain.remove(variable, this, [this, variable](const Keychain::Answer &answer) {
        if (answer.outcome != Outcome::Failed)
            return forget(variable);
        m_entries[variable].state.trouble = tr("The keychain did not remove the key: %1").arg(answer.trouble);
        emit changed();
    });
}

void KeptKeys::forget(const QString &variable)
{
    QStringList left = names();
    if (left.removeAll(variable) > 0)
        setNames(left);
    m_entries.remove(variable);
    emit changed();
}

QStringList KeptKeys::names() const
{
    return QSettings(m_namesFile, QSettings::IniFormat).value(u"keychain/names"_s).toStringList();
}

void KeptKeys::setNames(const QStringList &names) const
{
    QSettings(m_namesFile, QSettings::IniFormat).setValue(u"keychain/names"_s, names);
}

} // namespace app

#include "moc_KeptKeys.cpp"
