// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/model/CheckPanel.h"

#include "ui/theme/Controls.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

using Outcome = CheckedStep::Outcome;

// The server's words are for machines, too; these are for people. A step of a newer server is told as it is.
QString titleOf(const QString &step)
{
    const QHash<QString, QString> titles{
        {u"provider"_s, CheckPanel::tr("Provider")},      {u"key"_s, CheckPanel::tr("Key")},
        {u"host name"_s, CheckPanel::tr("Host name")},    {u"connection"_s, CheckPanel::tr("Connection")},
        {u"encryption"_s, CheckPanel::tr("Certificate")}, {u"model list"_s, CheckPanel::tr("Model list")},
        {u"model"_s, CheckPanel::tr("Answer")},           {u"tool calling"_s, CheckPanel::tr("Tool call")}};
    return titles.value(step, step);
}

QIcon signOf(Outcome outcome, const Theme &theme)
{
    switch (outcome) {
    case Outcome::Good:
        return theme.icon(u"check"_s, Token::Ok);
    case Outcome::Remark:
        return theme.icon(u"triangle-alert"_s, Token::Warn);
    case Outcome::Bad:
        return theme.icon(u"circle-alert"_s, Token::Error);
    }
    Q_UNREACHABLE();
}

// For those who do not see the sign.
QString wordOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Good:
        return CheckPanel::tr("good");
    case Outcome::Remark:
        return CheckPanel::tr("remark");
    case Outcome::Bad:
        return CheckPanel::tr("failed");
    }
    Q_UNREACHABLE();
}

} // namespace

CheckPanel::CheckPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_test(button(theme, u"play"_s, tr("Test connection")))
    , m_stop(button(theme, u"square"_s, tr("Stop test")))
    , m_sentence(label({}, u"hint"_s))
    , m_frame(new QWidget)
    , m_rows(new QVBoxLayout(m_frame))
{
    m_test->setObjectName(u"testConnection"_s);
    m_stop->setObjectName(u"stopTest"_s);
    m_sentence->setObjectName(u"testSentence"_s);
    m_sentence->setWordWrap(true);
    m_frame->setObjectName(u"testSteps"_s);
    setLook(m_frame, u"inset"_s);
    m_rows->setContentsMargins(10, 8, 10, 8);
    m_rows->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_test);
    head->addWidget(m_stop);
    head->addWidget(m_sentence, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_frame);
    connect(m_test, &QPushButton::clicked, this, &CheckPanel::testWanted);
    connect(m_stop, &QPushButton::clicked, this, &CheckPanel::stopWanted);
    clear();
}

void CheckPanel::clear()
{
    for (QWidget *row : m_frame->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        delete row;
    m_frame->hide();
    m_isBad = false;
    setRunning(false);
    setStyled(m_sentence, "look", u"hint"_s);
    say(tr("Calls the model twice, for a few tokens."));
}

bool CheckPanel::isEmpty() const
{
    return m_rows->isEmpty();
}

void CheckPanel::setRunning(bool isRunning)
{
    const bool hadFocus = m_test->hasFocus() || m_stop->hasFocus();
    m_stop->setVisible(isRunning);
    m_test->setVisible(!isRunning);
    if (hadFocus)
        (isRunning ? m_stop : m_test)->setFocus();
}

void CheckPanel::say(const QString &sentence)
{
    m_sentence->setText(sentence);
}

void CheckPanel::begin()
{
    clear();
    setRunning(true);
    say(tr("Testing\u2026"));
}

void CheckPanel::add(const CheckedStep &step)
{
    m_isBad = m_isBad || step.outcome == Outcome::Bad;
    addRow(step.outcome, titleOf(step.step), step.detail);
}

void CheckPanel::end(const QString &trouble)
{
    setRunning(false);
    if (!trouble.isEmpty()) {
        m_isBad = true;
        addRow(Outcome::Bad, tr("Test"), trouble);
    }
    say(m_isBad ? tr("This agent does not work yet.") : tr("The model answers."));
    setStyled(m_sentence, "look", m_isBad ? u"error"_s : u"hint"_s);
}

void CheckPanel::addRow(Outcome outcome, const QString &name, const QString &detail)
{
    auto *row = new QWidget;
    row->setAccessibleName(tr("%1, %2: %3").arg(name, wordOf(outcome), detail));
    auto *sign = new QToolButton;
    sign->setIcon(signOf(outcome, m_theme));
    sign->setIconSize({14, 14});
    sign->setFixedSize(22, 20);
    sign->setProperty("look", u"link"_s);
    sign->setFocusPolicy(Qt::NoFocus);
    sign->setAttribute(Qt::WA_TransparentForMouseEvents);
    sign->setAccessibleName(wordOf(outcome));
    QLabel *title = label(name, u"label"_s);
    title->setFixedWidth(84);
    QLabel *text = label(detail, outcome == Outcome::Bad ? u"error"_s : u"hint"_s);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(6);
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(title, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    m_rows->addWidget(row);
    m_frame->show();
}

} // namespace ui

#include "moc_CheckPanel.cpp"
