// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/ApprovalCard.h"

#include "ui/theme/Controls.h"
#include "ui/theme/ElidedLabel.h"
#include "ui/theme/GrowingEdit.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QString laidOut(const QJsonObject &arguments)
{
    return QString::fromUtf8(QJsonDocument(arguments).toJson()).trimmed();
}

std::optional<QJsonObject> objectIn(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QVBoxLayout *columnIn(QWidget *widget, int spacing)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(spacing);
    return column;
}

} // namespace

ApprovalCard::ApprovalCard(const Theme &theme, Approval approval, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_approval(std::move(approval))
    , m_asked(laidOut(m_approval.arguments))
    , m_arguments(new GrowingEdit({1, 12}))
    , m_fault(label({}, u"error"_s))
    , m_putAway(button(theme, u"x"_s, tr("Put away")))
{
    setLook(this, u"card"_s);
    setAccessibleName(tr("%1 wants to call %2").arg(m_approval.agent, m_approval.tool));
    m_arguments->setObjectName(u"arguments"_s);
    m_arguments->setAccessibleName(tr("Arguments of %1").arg(m_approval.tool));
    m_arguments->setFont(Theme::codeFont());
    m_arguments->setPlainText(m_asked);
    m_fault->setObjectName(u"fault"_s);
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_putAway->setObjectName(u"putAway"_s);
    m_putAway->hide();

    auto *column = columnIn(this, 8);
    column->setContentsMargins(14, 12, 14, 12);
    column->addWidget(buildHead());
    column->addWidget(m_arguments);
    column->addWidget(m_fault);
    column->addWidget(buildActions());
    column->addWidget(m_putAway, 0, Qt::AlignRight);
    connect(m_arguments, &QPlainTextEdit::textChanged, this, &ApprovalCard::showWhatIsAllowed);
    connect(m_putAway, &QPushButton::clicked, this, &ApprovalCard::putAway);
    showWhatIsAllowed();
}

QWidget *ApprovalCard::buildHead()
{
    auto *head = new QWidget;
    auto *column = columnIn(head, 2);
    auto *tool = new ElidedLabel(m_approval.tool, u"heading"_s);
    tool->setObjectName(u"tool"_s);
    const QString who = m_approval.agent.isEmpty() ? tr("An agent") : m_approval.agent;
    auto *asker = new ElidedLabel(
        m_approval.prompt.isEmpty() ? who : tr("%1 \u00b7 \u201c%2\u201d").arg(who, m_approval.prompt),
        u"hint"_s);
    asker->setObjectName(u"asker"_s);
    auto *reason =
        label(m_approval.reason.isEmpty() ? tr("The agent wants to make this call and waits for you.")
                                          : m_approval.reason);
    reason->setObjectName(u"reason"_s);
    reason->setWordWrap(true);
    column->addWidget(tool);
    column->addWidget(asker);
    column->addSpacing(4);
    column->addWidget(reason);
    return head;
}

QWidget *ApprovalCard::buildActions()
{
    m_answers = new QWidget;
    m_note = new QLineEdit;
    m_note->setObjectName(u"note"_s);
    m_note->setAccessibleName(tr("A word to the model, if you deny it"));
    m_note->setPlaceholderText(tr("If you deny it: a word to the model"));
    auto *denied = button(m_theme, {}, tr("Deny"), u"danger"_s);
    denied->setObjectName(u"deny"_s);
    m_always = button(m_theme, {}, tr("Always in this session"));
    m_always->setObjectName(u"always"_s);
    m_always->setToolTip(
        tr("Allow this call and all later ones of %1 in its session; without one, in this run")
            .arg(m_approval.tool));
    m_once = button(m_theme, u"check"_s, {}, u"primary"_s);
    m_once->setObjectName(u"once"_s);

    auto *column = columnIn(m_answers, 8);
    for (const auto &[first, second] :
         {std::pair<QWidget *, QWidget *>{m_once, m_always}, {m_note, denied}}) {
        auto *row = new QHBoxLayout;
        row->setSpacing(6);
        row->addWidget(first, 1);
        row->addWidget(second);
        column->addLayout(row);
    }
    addExpiry(*column);
    connect(m_once, &QPushButton::clicked, this, [this] { allow(false); });
    connect(m_always, &QPushButton::clicked, this, [this] { allow(true); });
    connect(denied, &QPushButton::clicked, this, &ApprovalCard::deny);
    connect(m_note, &QLineEdit::returnPressed, this, &ApprovalCard::deny);
    return m_answers;
}

void ApprovalCard::addExpiry(QVBoxLayout &column) const
{
    if (!m_approval.expires.isValid())
        return;
    const QTime end = m_approval.expires.toLocalTime().time();
    auto *line = label(tr("Counts as denied at %1.").arg(QLocale().toString(end, u"HH:mm:ss"_s)), u"hint"_s);
    line->setObjectName(u"expiry"_s);
    line->setWordWrap(true);
    column.addWidget(line);
}

bool ApprovalCard::isTouched() const
{
    return m_arguments->toPlainText() != m_asked || !m_note->text().isEmpty();
}

void ApprovalCard::takeFocus()
{
    (m_ended ? static_cast<QWidget *>(m_putAway) : m_arguments)->setFocus(Qt::TabFocusReason);
}

void ApprovalCard::showWhatIsAllowed()
{
    const bool isEdited = m_arguments->toPlainText() != m_asked;
    m_once->setText(isEdited ? tr("Allow as edited") : tr("Allow once"));
    m_once->setToolTip(isEdited ? tr("Allow this call with the arguments as you have edited them")
                                : tr("Allow this call with the model's arguments"));
    say({});
}

void ApprovalCard::allow(bool always)
{
    ApprovalReply reply{true, {}, always, {}};
    if (m_arguments->toPlainText() != m_asked) {
        reply.arguments = objectIn(m_arguments->toPlainText());
        if (!reply.arguments) {
            say(tr("The arguments are no JSON object."));
            m_arguments->setFocus();
            return;
        }
    }
    send(reply);
}

void ApprovalCard::deny()
{
    send({false, {}, false, m_note->text().trimmed()});
}

void ApprovalCard::send(const ApprovalReply &reply)
{
    m_sent = true;
    setEnabled(false);
    emit answered(reply);
}

void ApprovalCard::showRefusal(const QString &sentence)
{
    m_sent = false;
    setEnabled(true);
    say(sentence);
    m_arguments->setFocus();
}

void ApprovalCard::end(const QString &sentence)
{
    m_sent = false;
    m_ended = true;
    setEnabled(true);
    m_answers->hide();
    m_arguments->setReadOnly(true);
    m_putAway->show();
    say(sentence);
}

void ApprovalCard::say(const QString &sentence)
{
    m_fault->setText(sentence);
    m_fault->setVisible(!sentence.isEmpty());
    setStyled(m_arguments, "invalid", !sentence.isEmpty() && !m_ended);
}

} // namespace ui

#include "moc_ApprovalCard.cpp"
