// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/AgentEditor.h"

#include "ui/KeyRing.h"
#include "ui/editor/document/AgentDocument.h"
#include "ui/editor/document/TextBuffer.h"
#include "ui/editor/form/DesignPane.h"
#include "ui/editor/servers/ServersCard.h"
#include "ui/editor/source/SourcePane.h"
#include "ui/editor/source/YamlEdit.h"
#include "ui/editor/tools/ToolsCard.h"
#include "ui/theme/Controls.h"

#include <QAction>
#include <QHBoxLayout>
#include <QSplitter>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

AgentEditor::AgentEditor(const Theme &theme, const EditorServices &services, QWidget *parent)
    : DocumentView(parent)
    , m_theme(theme)
    , m_yaml(new YamlEdit(theme))
    , m_buffer(new TextBuffer(*m_yaml, this))
    , m_document(new AgentDocument(*m_buffer, this))
    , m_design(new DesignPane(theme, *m_document, services))
    , m_source(new SourcePane(theme, m_yaml))
    , m_splitter(new QSplitter)
{
    setLook(this, u"centre"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_design);
    m_splitter->addWidget(m_source);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({560, 420});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_splitter);
    m_source->setDocument(*m_document);
    connectParts();
    if (services.keys) // whoever serves the text has to know of another key
        connect(services.keys, &KeyRing::changed, this, &DocumentView::checked);
    addActions();
}

AgentEditor::~AgentEditor()
{
    // The parts speak to the document until the last; it must not go before them.
    delete m_splitter;
}

void AgentEditor::connectParts()
{
    connect(m_document, &AgentDocument::textChanged, this, &DocumentView::textChanged);
    connect(m_document, &AgentDocument::textChanged, this, &DocumentView::historyChanged);
    connect(m_document, &AgentDocument::checked, this, [this] {
        m_card = cardOf(path(), m_document->readable(), problems());
        emit checked();
    });
    connect(m_buffer, &TextBuffer::modifiedChanged, this, &DocumentView::modifiedChanged);
    connect(m_yaml, &QsciScintilla::cursorPositionChanged, this,
            [this](int line, int column) { emit cursorMoved(line + 1, column + 1); });
    connect(m_design, &DesignPane::refused, this, &DocumentView::message);
    connect(m_design, &DesignPane::startWanted, this, &DocumentView::startWanted);
    connect(m_design, &DesignPane::problemRequested, this, &DocumentView::showProblem);
    connect(m_design, &DesignPane::sourceRequested, this, &AgentEditor::showInSource);
    connect(m_splitter, &QSplitter::splitterMoved, this, &DocumentView::divisionChanged);
}

void AgentEditor::addActions()
{
    addAction(u"plus"_s, tr("Add tool…"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, [this] {
        if (m_mode == Mode::Yaml)
            setMode(Mode::Split);
        m_design->tools().openMenu();
    });
    addAction(u"plus"_s, tr("Add MCP server…"), {}, [this] {
        if (m_mode == Mode::Yaml)
            setMode(Mode::Split);
        m_design->servers().openMenu();
    });
    addAction(u"copy"_s, tr("Duplicate tool"), {}, [this] { m_design->tools().duplicateCurrent(); });
    addAction(u"flask-conical"_s, tr("Try tool"), {}, [this] {
        if (m_mode == Mode::Yaml)
            setMode(Mode::Split);
        m_design->tools().tryCurrent();
    });
    addAction(u"trash-2"_s, tr("Delete tool"), {}, [this] { m_design->tools().removeCurrent(); });
    addAction(u"search"_s, tr("Find in source"), QKeySequence::Find, [this] {
        showSource();
        m_source->find();
    });
    addAction(u"circle-alert"_s, tr("Next problem"), Qt::Key_F8, [this] {
        showSource();
        m_source->goToNextProblem();
    });
    addAction(u"check"_s, tr("Fix problem at the cursor"), Qt::ALT | Qt::Key_Return,
              [this] { m_source->fixProblem(); });
    addAction(u"code-xml"_s, tr("Comment lines out or in"), Qt::CTRL | Qt::Key_Slash,
              [this] { m_yaml->toggleComments(); });
}

void AgentEditor::addAction(const QString &icon, const QString &text, const QKeySequence &keys,
                            const std::function<void()> &run)
{
    auto *action = new QAction(m_theme.icon(icon), text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    QWidget::addAction(action);
}

Result<> AgentEditor::open(const QString &path)
{
    return m_document->open(path);
}

Result<> AgentEditor::save()
{
    return saveAs(path());
}

Result<> AgentEditor::saveAs(const QString &path)
{
    m_design->commit();
    return m_document->save(path);
}

QString AgentEditor::path() const
{
    return m_document->path();
}

QByteArray AgentEditor::text() const
{
    m_design->commit(); // a field that still has the focus shows more than the YAML says
    return m_document->text();
}

void AgentEditor::replaceText(const QByteArray &text)
{
    m_design->commit();
    m_document->replace(text);
}

bool AgentEditor::isModified() const
{
    return m_buffer->isModified();
}

const QList<Diagnostic> &AgentEditor::problems() const
{
    return m_document->latest().diagnostics();
}

bool AgentEditor::isServable() const
{
    return m_document->isServable();
}

void AgentEditor::showProblem(int index)
{
    showSource();
    m_source->goToProblem(index);
}

bool AgentEditor::canUndo() const
{
    return m_buffer->canUndo();
}

bool AgentEditor::canRedo() const
{
    return m_buffer->canRedo();
}

void AgentEditor::undo()
{
    m_buffer->undo();
    m_document->readNow();
}

void AgentEditor::redo()
{
    m_buffer->redo();
    m_document->readNow();
}

void AgentEditor::setMode(Mode mode)
{
    m_design->setVisible(mode != Mode::Yaml);
    m_source->setVisible(mode != Mode::Design);
    if (mode == m_mode)
        return;
    m_mode = mode;
    emit modeChanged(mode);
}

QByteArray AgentEditor::division() const
{
    return m_splitter->saveState();
}

void AgentEditor::setDivision(const QByteArray &division)
{
    m_splitter->restoreState(division);
}

void AgentEditor::showSource()
{
    if (m_mode == Mode::Design)
        setMode(Mode::Split);
}

void AgentEditor::showPlace(const QString &pointer)
{
    if (m_mode == Mode::Yaml)
        setMode(Mode::Split);
    if (!m_design->showField(pointer))
        showInSource(pointer);
}

void AgentEditor::showInSource(const QString &pointer)
{
    showSource();
    m_yaml->goTo(m_document->readable().placeOf(pointer).first);
}

DocumentView::Factory agentEditors(const Theme &theme, const EditorServices &services)
{
    return [&theme, services](QWidget *parent) { return new AgentEditor(theme, services, parent); };
}

} // namespace ui

#include "moc_AgentEditor.cpp"
