// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source/SourcePane.h"

#include "ui/editor/document/AgentDocument.h"
#include "ui/editor/document/TextBuffer.h"
#include "ui/editor/source/FindBar.h"
#include "ui/editor/source/YamlEdit.h"
#include "ui/theme/Controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

SourcePane::SourcePane(const Theme &theme, YamlEdit *editor, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_editor(editor)
    , m_find(new FindBar(theme, *editor))
{
    setMinimumWidth(240);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_find);
    column->addWidget(m_editor, 1);
    column->addWidget(makeFoot());
    connect(m_editor, &YamlEdit::caretMoved, this, &SourcePane::showProblemAtCaret);
}

QWidget *SourcePane::makeHead()
{
    m_count = new QToolButton;
    m_count->setObjectName(u"problems"_s);
    m_count->setIconSize({19, 15});
    m_count->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_count->setFocusPolicy(Qt::TabFocus);
    m_count->setToolTip(tr("Go to the next problem (F8)"));
    connect(m_count, &QToolButton::clicked, this, &SourcePane::goToNextProblem);
    auto *copy = iconButton(m_theme, u"copy"_s, tr("Copy the source"));
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_document->text())); });
    auto *head = new QWidget;
    setLook(head, u"bar"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(14, 3, 8, 3);
    row->addWidget(label(tr("Source"), u"heading"_s));
    row->addStretch();
    row->addWidget(m_count);
    row->addWidget(copy);
    return head;
}

QWidget *SourcePane::makeFoot()
{
    m_foot = new QWidget;
    m_foot->setObjectName(u"problemFoot"_s);
    setLook(m_foot, u"banner"_s);
    m_sentence = label({});
    m_sentence->setWordWrap(true);
    m_fix = button(m_theme, u"check"_s, {}, u"ghost"_s);
    m_fix->setObjectName(u"fixProblem"_s);
    connect(m_fix, &QPushButton::clicked, this, &SourcePane::fixProblem);
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(14, 6, 8, 6);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_fix);
    m_foot->hide();
    return m_foot;
}

void SourcePane::setDocument(AgentDocument &document)
{
    m_document = &document;
    connect(&document, &AgentDocument::checked, this, &SourcePane::showProblems);
    connect(&document, &AgentDocument::textChanged, this, [this] { m_fix->setEnabled(false); });
    showProblems();
}

void SourcePane::showProblems()
{
    const QList<Diagnostic> &all = m_document->latest().diagnostics();
    const auto isError = [](const Diagnostic &d) { return d.severity == Severity::Error; };
    const bool hasError = std::ranges::any_of(all, isError);
    m_editor->setDiagnostics(all);
    m_count->setVisible(!all.isEmpty());
    m_count->setText(all.size() == 1 ? tr("1 problem") : tr("%1 problems").arg(all.size()));
    m_count->setAccessibleName(m_count->text());
    m_count->setIcon(m_theme.icon(u"circle-alert"_s, hasError ? Token::Error : Token::Warn));
    showProblemAtCaret();
}

void SourcePane::showProblemAtCaret()
{
    const Diagnostic *problem = m_document ? m_editor->diagnosticAt(m_editor->caret()) : nullptr;
    m_foot->setVisible(problem != nullptr);
    if (!problem)
        return;
    m_sentence->setText(problem->message);
    setStyled(m_foot, "tone", problem->severity == Severity::Error ? u"error"_s : u"warning"_s);
    m_fix->setVisible(!problem->suggestion.isEmpty());
    m_fix->setText(tr("Change to “%1”").arg(problem->suggestion));
    m_fix->setEnabled(m_document->isCurrent());
}

void SourcePane::goToProblem(int index)
{
    const QList<Diagnostic> &all = m_document->latest().diagnostics();
    if (index >= 0 && index < all.size())
        m_editor->goTo(all.at(index).begin);
    showProblemAtCaret(); // the editor tells of its caret only when it paints
}

void SourcePane::goToNextProblem()
{
    const QList<Diagnostic> &all = m_document->latest().diagnostics();
    int next = 0;
    while (next < all.size() && all.at(next).begin <= m_editor->caret())
        ++next;
    goToProblem(next == all.size() ? 0 : next);
}

void SourcePane::find()
{
    m_find->begin();
}

void SourcePane::fixProblem()
{
    m_document->readNow();
    const Diagnostic *problem = m_editor->diagnosticAt(m_editor->caret());
    if (!problem || problem->suggestion.isEmpty())
        return;
    const TextEdit edit{problem->begin, problem->end, problem->suggestion.toUtf8()};
    m_document->buffer().splice(edit);
    m_document->readNow();
    m_editor->setFocus(Qt::OtherFocusReason);
}

} // namespace ui

#include "moc_SourcePane.cpp"
