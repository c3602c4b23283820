// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/ApprovalCard.h"

#include "ui/theme/Controls.h"
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

WaitingCard::Head headOf(const Approval &approval)
{
    const QString reason = approval.reason.isEmpty()
        ? ApprovalCard::tr("The agent wants to make this call and waits for you.")
        : approval.reason;
    return {approval.tool, approval.agent, approval.prompt, reason};
}

} // namespace

ApprovalCard::ApprovalCard(const Theme &theme, Approval approval, QWidget *parent)
    : WaitingCard(theme, headOf(approval), parent)
    , m_theme(theme)
    , m_approval(std::move(approval))
    , m_asked(laidOut(m_approval.arguments))
    , m_arguments(new GrowingEdit({1, 12}))
{
    setAccessibleName(tr("%1 wants to call %2").arg(m_approval.agent, m_approval.tool));
    m_arguments->setObjectName(u"arguments"_s);
    m_arguments->setAccessibleName(tr("Arguments of %1").arg(m_approval.tool));
    m_arguments->setFont(Theme::codeFont());
    m_arguments->setPlainText(m_asked);
    addAnswer(m_arguments, buildAnswers());
    connect(m_arguments, &QPlainTextEdit::textChanged, this, &ApprovalCard::showWhatIsAllowed);
    showWhatIsAllowed();
}

QWidget *ApprovalCard::buildAnswers()
{
    auto *answers = new QWidget;
    m_note = new QLineEdit;
    m_note->setObjectName(u"note"_s);
    m_note->setAccessibleName(tr("A word to the model, if you deny it"));
    m_note->setPlaceholderText(tr("If you deny it: a word to the model"));
    auto *denied = button(m_theme, {}, tr("Deny"), u"danger"_s);
    denied->setObjectName(u"deny"_s);
    auto *always = button(m_theme, {}, tr("Always in this session"));
    always->setObjectName(u"always"_s);
    always->setToolTip(tr("Allow this call and all later ones of %1 in its session; without one, in this run")
                           .arg(m_approval.tool));
    m_once = button(m_theme, u"check"_s, {}, u"primary"_s);
    m_once->setObjectName(u"once"_s);

    auto *column = new QVBoxLayout(answers);
    column->setContentsMargins({});
    column->setSpacing(8);
    for (const auto &[first, second] : {std::pair<QWidget *, QWidget *>{m_once, always}, {m_note, denied}}) {
        auto *row = new QHBoxLayout;
        row->setSpacing(6);
        row->addWidget(first, 1);
        row->addWidget(second);
        column->addLayout(row);
    }
    addExpiry(*column);
    connect(m_once, &QPushButton::clicked, this, [this] { allow(false); });
    connect(always, &QPushButton::clicked, this, [this] { allow(true); });
    connect(denied, &QPushButton::clicked, this, &ApprovalCard::deny);
    connect(m_note, &QLineEdit::returnPressed, this, &ApprovalCard::deny);
    return answers;
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

void ApprovalCard::setQuestionReadOnly()
{
    m_arguments->setReadOnly(true);
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
    setSent();
    emit answered(reply);
}

} // namespace ui

#include "moc_ApprovalCard.cpp"
