// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/ToolBench.h"

#include "ui/editor/bench/ArgumentForm.h"
#include "ui/editor/bench/LooseJson.h"
#include "ui/editor/bench/ResultView.h"
#include "ui/editor/form/FieldsRow.h"
#include "ui/editor/form/Form.h"
#include "ui/theme/Controls.h"
#include "ui/theme/GrowingEdit.h"

#include <QHBoxLayout>
#include <QShortcut>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {

ToolBench::ToolBench(const Theme &theme, Form &form, const ServerHost &host, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(form)
    , m_host(host)
    , m_client(host)
    , m_which(new ComboBox(theme, tr("Function")))
    , m_arguments(new ArgumentForm(theme))
    , m_json(new GrowingEdit({4, 24}))
    , m_fault(label({}, u"error"_s))
    , m_result(new ResultView(theme))
    , m_cases(new CasesPanel(theme, host, [this] { return shownNow(); }))
{
    setObjectName(u"toolBench"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(makeState());
    column->addWidget(m_which);
    column->addWidget(makeArguments());
    column->addWidget(makeButtons());
    column->addWidget(m_result);
    column->addWidget(m_cases);
    connect(m_which, &QComboBox::activated, this, &ToolBench::refresh);
    connectClient();
    connect(m_cases, &CasesPanel::chosen, this, &ToolBench::takeArguments);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &ToolBench::run);
    }
}

QWidget *ToolBench::makeState()
{
    m_state = new QWidget;
    m_state->setObjectName(u"benchState"_s);
    setLook(m_state, u"notice"_s);
    m_sentence = label({});
    m_sentence->setObjectName(u"benchSentence"_s);
    m_sentence->setWordWrap(true);
    m_start = button(m_theme, u"play"_s, {}, u"banner"_s);
    m_start->setObjectName(u"benchStart"_s);
    auto *row = new QHBoxLayout(m_state);
    row->setContentsMargins(10, 6, 6, 6);
    row->setSpacing(10);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_start);
    connect(m_start, &QPushButton::clicked, this, &ToolBench::startWanted);
    return m_state;
}

QWidget *ToolBench::makeArguments()
{
    m_json->setObjectName(u"argumentsJson"_s);
    m_json->setAccessibleName(tr("Arguments as JSON"));
    m_json->setFont(Theme::codeFont());
    m_fault->setWordWrap(true);
    auto *asJson = new QWidget;
    auto *column = new QVBoxLayout(asJson);
    column->setContentsMargins({});
    column->setSpacing(5);
    column->addWidget(label(tr("As JSON"), u"label"_s));
    column->addWidget(m_json);
    column->addWidget(m_fault);
    connect(m_arguments, &ArgumentForm::edited, this, &ToolBench::takeForm);
    connect(m_json, &QPlainTextEdit::textChanged, this, &ToolBench::takeJson);
    return new FieldsRow({{m_arguments, 3}, {asJson, 2}}, 480);
}

QWidget *ToolBench::makeButtons()
{
    m_run = button(m_theme, u"play"_s, tr("Run"), u"primary"_s);
    m_run->setObjectName(u"runTool"_s);
    m_run->setToolTip(tr("Run the tool (Ctrl+Return)"));
    m_cancel = button(m_theme, u"square"_s, tr("Cancel"));
    m_cancel->setObjectName(u"cancelTool"_s);
    m_hint = label({}, u"hint"_s);
    m_hint->setWordWrap(true);
    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(10);
    row->addWidget(m_run);
    row->addWidget(m_cancel);
    row->addWidget(m_hint, 1);
    connect(m_run, &QPushButton::clicked, this, &ToolBench::run);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_client.cancel();
        end();
        m_hint->setText(tr("Cancelled."));
    });
    return buttons;
}

void ToolBench::connectClient()
{
    connect(&m_client, &ToolClient::readyChanged, this, [this] {
        m_served.reset();
        m_client.askAgent();
        refreshState();
    });
    connect(&m_client, &ToolClient::agentTold, this, [this](const ServedAgent &agent) {
        m_served = agent;
        refresh();
    });
    connect(&m_client, &ToolClient::answered, this, [this](const ToolAnswer &answer) {
        Memory &memory = m_memories[m_running];
        memory.before = std::exchange(memory.answer, answer);
        memory.refusal.reset();
        end();
    });
    connect(&m_client, &ToolClient::refused, this, [this](const Error &error) {
        m_memories[m_running].refusal = error;
        end();
        m_client.askAgent();
    });
}

QString ToolBench::toolName() const
{
    return m_tool.name.isEmpty() ? m_which->currentText() : m_tool.name;
}

QJsonObject ToolBench::schemaOf(const QString &tool) const
{
    if (m_tool.parameters)
        return *m_tool.parameters;
    for (const ToolInfo &info : m_served ? m_served->tools : QList<ToolInfo>()) {
        if (info.name == tool)
            return info.parameters;
    }
    return {};
}

void ToolBench::showTool(const BenchTool &tool)
{
    if (tool.name != m_tool.name || !m_served)
        m_client.askAgent();
    m_tool = tool;
    refresh();
}

void ToolBench::refresh()
{
    QStringList functions;
    for (const ToolInfo &info : m_served ? m_served->tools : QList<ToolInfo>()) {
        if (info.kind == m_tool.kind)
            functions.append(info.name);
    }
    const QString chosen = m_which->currentText();
    m_which->clear();
    m_which->addItems(functions);
    m_which->setCurrentText(chosen);
    m_which->setVisible(m_tool.name.isEmpty() && !functions.isEmpty());
    refreshState();
    refreshArguments();
    refreshResult();
}

void ToolBench::refreshState()
{
    const bool isOther = m_served && m_served->path != m_form.document().path();
    const bool isBroken = m_client.isReady() && !isOther && !m_form.document().isServable()
        && !m_form.document().latest().spec();
    QString sentence;
    if (m_host.state() == ServerHost::State::Starting)
        sentence = tr("The server is starting\u2026");
    else if (!m_client.isReady())
        sentence = tr("The server runs the tool, and it is not started.");
    else if (isOther)
        sentence = tr("The server answers for another agent, %1.").arg(m_served->name);
    else if (isBroken)
        sentence =
            tr("Not applied yet: the agent file has a problem, so the server runs the tool as it was.");
    const bool canStart = isOther || m_host.state() == ServerHost::State::Stopped;
    m_sentence->setText(sentence);
    m_start->setText(isOther ? tr("Start this agent") : tr("Start the server"));
    m_start->setVisible(canStart);
    m_state->setVisible(!sentence.isEmpty());
    setStyled(m_state, "tone", isBroken ? u"warning"_s : QString());
    m_run->setEnabled(m_client.isReady() && !isOther && !toolName().isEmpty());
    const bool isRunning = m_client.isCalling() && m_running == toolName();
    m_run->setVisible(!isRunning);
    m_cancel->setVisible(isRunning);
    m_hint->setText(isRunning ? tr("Running\u2026")
                              : tr("Ctrl+Return. It really runs, and nobody is asked first."));
    m_cases->refresh(m_run->isEnabled());
}

void ToolBench::refreshArguments()
{
    const QString tool = toolName();
    const QJsonObject schema = schemaOf(tool);
    Memory &memory = m_memories[tool];
    const bool isSame = tool == m_shown && m_arguments->schema() == schema;
    if (isSame && memory.arguments)
        return;
    if (!memory.arguments || (tool == m_shown && memory.arguments->isEmpty()))
        memory.arguments = firstArguments(schema);
    m_shown = tool;
    m_arguments->setSchema(schema);
    m_arguments->setValue(*memory.arguments);
    takeForm();
}

void ToolBench::refreshResult()
{
    const Memory memory = m_memories.value(toolName());
    m_result->setVisible(memory.refusal || memory.answer);
    if (memory.refusal)
        m_result->showRefusal(memory.refusal->kind == ErrorKind::Denied ? tr("Denied") : tr("Not run"),
                              memory.refusal->message);
    else if (memory.answer)
        m_result->showAnswer(*memory.answer, memory.before);
}

void ToolBench::takeForm()
{
    m_memories[m_shown].arguments = m_arguments->value();
    const QSignalBlocker quiet(m_json); // or it would be read again
    m_json->setPlainText(shownJson(m_arguments->value()));
    m_fault->hide();
}

void ToolBench::takeJson()
{
    const auto value = readLooseJson(m_json->toPlainText());
    const bool isGood = value && value->isObject();
    m_fault->setVisible(!isGood);
    m_fault->setText(value ? tr("The arguments are an object, in braces: {…}") : value.error().message);
    if (!isGood)
        return;
    m_memories[m_shown].arguments = value->toObject();
    m_arguments->setValue(value->toObject());
}

CasesPanel::Shown ToolBench::shownNow() const
{
    const AgentDocument &document = m_form.document();
    const Memory memory = m_memories.value(toolName());
    return {document.isServable() ? document.text() : QByteArray(),
            document.path(),
            toolName(),
            memory.arguments.value_or(QJsonObject()),
            memory.answer,
            schemaOf(toolName())};
}

void ToolBench::takeArguments(const QJsonObject &arguments)
{
    m_memories[m_shown].arguments = arguments;
    m_arguments->setValue(arguments);
    takeForm();
}

void ToolBench::run()
{
    if (!m_run->isEnabled() || !m_run->isVisibleTo(this))
        return;
    if (m_fault->isVisibleTo(this)) {
        m_json->setFocus();
        return;
    }
    m_form.commit();
    AgentDocument &document = m_form.document();
    document.readNow();
    m_running = toolName();
    m_client.call({m_running, m_memories[m_running].arguments.value_or(QJsonObject()),
                   document.isServable() ? document.text() : QByteArray(), document.path()});
    refreshState();
    m_cancel->setFocus();
}

void ToolBench::end()
{
    const bool hadFocus = m_cancel->hasFocus();
    const QString tool = std::exchange(m_running, {});
    refreshState();
    if (tool == toolName())
        refreshResult();
    if (hadFocus)
        m_run->setFocus();
}

} // namespace ui

#include "moc_ToolBench.cpp"
