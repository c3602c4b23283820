// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/model/KeyRow.h"

#include "ui/theme/Controls.h"

#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace ui {

KeyRow::KeyRow(const Theme &theme, KeyRing &keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_entry(new QWidget)
    , m_line(new QLineEdit)
    , m_give(button(theme, u"lock"_s, tr("Keep key")))
    , m_sentence(label({}, u"hint"_s))
    , m_forget(new QToolButton)
{
    m_line->setObjectName(u"newKey"_s);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setAccessibleName(tr("API key"));
    m_give->setObjectName(u"keepKey"_s);
    m_sentence->setObjectName(u"keyState"_s);
    m_sentence->setWordWrap(true);
    m_forget->setObjectName(u"forgetKey"_s);
    m_forget->setText(tr("Forget it"));
    m_forget->setProperty("look", u"link"_s);
    m_forget->setFocusPolicy(Qt::TabFocus);
    layOut();

    const auto mayGive = [this] { m_give->setEnabled(!m_line->text().trimmed().isEmpty()); };
    connect(m_line, &QLineEdit::textChanged, this, mayGive);
    connect(m_line, &QLineEdit::returnPressed, this, &KeyRow::give);
    connect(m_give, &QPushButton::clicked, this, &KeyRow::give);
    connect(m_forget, &QToolButton::clicked, this, [this] { m_keys.remove(m_variable); });
    connect(&keys, &KeyRing::changed, this, &KeyRow::showState);
    mayGive();
}

void KeyRow::layOut()
{
    auto *title = label(tr("API &key"), u"label"_s);
    title->setBuddy(m_line);
    auto *entry = new QHBoxLayout(m_entry);
    entry->setContentsMargins({});
    entry->setSpacing(8);
    entry->addWidget(m_line, 1);
    entry->addWidget(m_give);
    auto *state = new QHBoxLayout;
    state->setSpacing(6);
    state->addWidget(m_sentence, 1);
    state->addWidget(m_forget, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(5);
    column->addWidget(title);
    column->addWidget(m_entry);
    column->addLayout(state);
}

void KeyRow::setVariable(const QString &variable, const QString &obstacle)
{
    if (variable != m_variable)
        m_line->setText({}); // it was typed for another service
    m_variable = variable;
    m_obstacle = obstacle;
    showState();
}

void KeyRow::give()
{
    const QString key = m_line->text().trimmed();
    if (key.isEmpty() || m_variable.isEmpty())
        return;
    m_line->setText({}); // not clear(): that could be undone
    m_keys.store(m_variable, key);
}

void KeyRow::showState()
{
    const KeyRing::State state = m_keys.state(m_variable);
    const bool isKept = state.place != KeyRing::Place::Nowhere;
    m_entry->setVisible(m_obstacle.isEmpty());
    m_line->setPlaceholderText(isKept ? tr("Paste another key to replace it") : tr("Paste the key here"));
    m_sentence->setText(m_obstacle.isEmpty() ? sentenceOf(state) : m_obstacle);
    setStyled(m_sentence, "look", state.trouble.isEmpty() || !m_obstacle.isEmpty() ? u"hint"_s : u"error"_s);
    m_line->setAccessibleDescription(m_sentence->text());
    m_forget->setVisible(isKept);
}

QString KeyRow::sentenceOf(const KeyRing::State &state) const
{
    switch (state.place) {
    case KeyRing::Place::Nowhere:
        return state.trouble.isEmpty()
            ? tr("It goes to the keychain of your system as %1, never into the file.").arg(m_variable)
            : state.trouble;
    case KeyRing::Place::OnItsWay:
        return tr("%1 is ready for use and being put into the keychain of your system.").arg(m_variable);
    case KeyRing::Place::Keychain:
        return state.trouble.isEmpty() ? tr("%1 is kept in the keychain of your system.").arg(m_variable)
                                       : state.trouble;
    case KeyRing::Place::Memory:
        return tr("No keychain keeps %1, so it is only held in memory and gone when Slipway ends. The system "
                  "said: %2")
            .arg(m_variable, state.trouble);
    }
    Q_UNREACHABLE();
}

} // namespace ui

#include "moc_KeyRow.cpp"
