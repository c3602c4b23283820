// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/CasesPanel.h"

#include "agent/spec/CasesDocument.h"
#include "agent/spec/CasesEdit.h"
#include "ui/theme/Controls.h"

#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

constexpr int mostRows = 6;
constexpr int mostRowsWithEdges = 14;

QString told(const CaseMismatch &mismatch)
{
    return CasesPanel::tr("%1: expected %2, got %3")
        .arg(mismatch.what, mismatch.expected.left(300), mismatch.got.left(300));
}

} // namespace

CasesPanel::CasesPanel(const Theme &theme, const ServerHost &host, std::function<Shown()> shown,
                       QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shown(std::move(shown))
    , m_runner(host)
    , m_summary(label({}, u"hint"_s))
    , m_list(new QListWidget)
    , m_difference(label({}, u"hint"_s))
{
    setObjectName(u"cases"_s);
    m_summary->setObjectName(u"casesSummary"_s);
    m_list->setObjectName(u"caseList"_s);
    m_list->setAccessibleName(tr("Cases"));
    m_list->setIconSize({14, 14});
    m_difference->setObjectName(u"caseDifference"_s);
    m_difference->setWordWrap(true);
    m_difference->setTextFormat(Qt::PlainText);
    m_difference->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(makeButtons());
    column->addWidget(m_list);
    column->addWidget(m_difference);
    column->addWidget(makeEdges());
    column->addWidget(makeSaving());
    connect(m_list, &QListWidget::currentRowChanged, this, &CasesPanel::showChosen);
    connect(&m_runner, &CaseRunner::went, this, [this](const QString &name, const CaseResult &result) {
        if (!m_edges.take(name, result))
            m_results[name] = result;
        list();
    });
    connect(&m_runner, &CaseRunner::ended, this, &CasesPanel::list);
}

QWidget *CasesPanel::makeButtons()
{
    m_run = button(m_theme, u"play"_s, tr("Run all"));
    m_run->setObjectName(u"runCases"_s);
    m_remove = button(m_theme, u"trash-2"_s, tr("Remove"));
    m_remove->setObjectName(u"removeCase"_s);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(label(tr("Cases"), u"label"_s));
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_remove);
    layout->addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, [this] { run(ofTool() + m_edges.asCases()); });
    connect(m_remove, &QPushButton::clicked, this, &CasesPanel::removeCase);
    return row;
}

QWidget *CasesPanel::makeEdges()
{
    m_showEdges = button(m_theme, u"ruler"_s, {});
    m_showEdges->setObjectName(u"showEdges"_s);
    m_showEdges->setCheckable(true);
    m_showEdges->setToolTip(tr("Calls made up from the schema: its limits, and what is beyond them"));
    m_runEdges = button(m_theme, u"play"_s, tr("Run edge cases"));
    m_runEdges->setObjectName(u"runEdges"_s);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_showEdges);
    layout->addStretch();
    layout->addWidget(m_runEdges);
    connect(m_showEdges, &QPushButton::toggled, this, [this] { refresh(m_canRun); });
    connect(m_runEdges, &QPushButton::clicked, this, [this] { run(m_edges.asCases()); });
    return row;
}

QWidget *CasesPanel::makeSaving()
{
    m_name = new QLineEdit;
    m_name->setObjectName(u"caseName"_s);
    m_name->setAccessibleName(tr("Name of the case"));
    m_name->setPlaceholderText(tr("Name these arguments to keep them as a case"));
    m_withResult = new QCheckBox(tr("Expect this result"));
    m_withResult->setObjectName(u"expectResult"_s);
    m_save = button(m_theme, {}, tr("Save case"));
    m_save->setObjectName(u"saveCase"_s);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_name, 1);
    layout->addWidget(m_withResult);
    layout->addWidget(m_save);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &name) { m_save->setEnabled(!name.trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, &CasesPanel::saveCase);
    connect(m_save, &QPushButton::clicked, this, &CasesPanel::saveCase);
    m_save->setEnabled(false);
    return row;
}

void CasesPanel::refresh(bool canRun)
{
    const Shown shown = m_shown();
    m_canRun = canRun;
    read(shown.path);
    if (std::exchange(m_tool, shown.tool) != shown.tool)
        m_runner.cancel();
    m_edges.make(m_tool, m_showEdges->isChecked() ? shown.schema : QJsonObject(), ofTool());
    setVisible(!m_tool.isEmpty());
    m_withResult->setVisible(shown.answer.has_value());
    list();
}

void CasesPanel::read(const QString &agentFile)
{
    const QString path = casesBeside(agentFile);
    const QDateTime changed = QFileInfo(path).lastModified();
    if (path == m_path && changed == m_changed)
        return;
    m_path = path;
    m_changed = changed;
    QFile file(path);
    m_text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const CasesDocument document(m_text);
    m_cases = document.cases().value_or(QList<ToolCase>());
    const bool isGood = document.cases().has_value() || m_text.trimmed().isEmpty();
    m_fault = isGood ? QString() : toString(document.diagnostics().constFirst(), QFileInfo(path).fileName());
}

QList<ToolCase> CasesPanel::ofTool() const
{
    QList<ToolCase> some;
    for (const ToolCase &one : m_cases) {
        if (one.tool == m_tool)
            some.append(one);
    }
    return some;
}

QListWidgetItem *CasesPanel::makeItem(const QString &name) const
{
    const auto result = m_results.constFind(name);
    if (result == m_results.cend())
        return new QListWidgetItem(m_theme.icon(u"flask-conical"_s), name);
    if (result->mismatches.isEmpty())
        return new QListWidgetItem(m_theme.icon(u"check"_s, Token::Ok), tr("%1 – as expected").arg(name));
    return new QListWidgetItem(m_theme.icon(u"x"_s, Token::Error), tr("%1 – not as expected").arg(name));
}

QString CasesPanel::summary() const
{
    if (!m_fault.isEmpty())
        return m_fault;
    if (m_runner.isRunning())
        return tr("Running…");
    int good = 0;
    int tried = 0;
    for (const ToolCase &one : ofTool()) {
        const auto result = m_results.constFind(one.name);
        tried += result == m_results.cend() ? 0 : 1;
        good += result != m_results.cend() && result->mismatches.isEmpty() ? 1 : 0;
    }
    return tried > 0 ? tr("%1 of %2 as expected").arg(good).arg(ofTool().size()) : QString();
}

void CasesPanel::list()
{
    const int chosen = m_list->currentRow();
    {
        const QSignalBlocker quiet(m_list); // the choice stays
        m_list->clear();
        for (const ToolCase &one : ofTool())
            m_list->addItem(makeItem(one.name));
        addEdges();
        m_list->setCurrentRow(std::min(chosen, m_list->count() - 1));
    }
    const bool isEmpty = m_list->count() == 0;
    const int row = std::max(m_list->sizeHintForRow(0), 20);
    m_list->setVisible(!isEmpty);
    const int most = m_edges.cases().isEmpty() ? mostRows : mostRowsWithEdges;
    m_list->setFixedHeight(row * std::min(m_list->count(), most) + 2 * m_list->frameWidth() + 2);
    m_summary->setText(summary());
    m_run->setVisible(!isEmpty);
    m_showEdges->setText(m_showEdges->isChecked() ? tr("Hide edge cases") : tr("Show edge cases"));
    m_runEdges->setVisible(!m_edges.cases().isEmpty() && !ofTool().isEmpty());
    for (QPushButton *each : {m_run, m_runEdges})
        each->setEnabled(m_canRun && !m_runner.isRunning());
    showChosen();
}

void CasesPanel::addEdges()
{
    if (m_edges.cases().isEmpty())
        return;
    auto *heading = new QListWidgetItem(m_edges.heading());
    heading->setFlags(Qt::NoItemFlags);
    QFont bold = font();
    bold.setBold(true);
    heading->setFont(bold);
    m_list->addItem(heading);
    for (const EdgeCase &edge : m_edges.cases())
        m_list->addItem(m_edges.makeItem(edge, m_theme));
}

const EdgeCase *CasesPanel::chosenEdge() const
{
    const qsizetype index = m_list->currentRow() - ofTool().size() - 1; // less the heading
    return index >= 0 && index < m_edges.cases().size() ? &m_edges.cases().at(index) : nullptr;
}

ToolCase CasesPanel::chosenCase() const
{
    const EdgeCase *edge = chosenEdge();
    return edge ? m_edges.asCase(*edge) : ofTool().value(m_list->currentRow());
}

void CasesPanel::showChosen()
{
    const EdgeCase *edge = chosenEdge();
    const ToolCase one = chosenCase();
    m_remove->setVisible(!one.name.isEmpty() && !edge);
    const CaseResult result = edge ? CaseResult() : m_results.value(one.name);
    QStringList lines;
    if (edge && !m_edges.said(*edge).isEmpty())
        lines.append(m_edges.said(*edge).left(300));
    for (const CaseMismatch &mismatch : result.mismatches)
        lines.append(told(mismatch));
    m_difference->setText(lines.join(u'\n'));
    m_difference->setVisible(!lines.isEmpty());
    if (one.name.isEmpty() || sender() != m_list)
        return;
    m_name->setText(one.name);
    emit chosen(one.arguments);
}

void CasesPanel::run(const QList<ToolCase> &cases)
{
    const Shown shown = m_shown();
    for (const ToolCase &one : cases)
        m_results.remove(one.name);
    m_edges.forget();
    m_runner.run(cases, shown.text, shown.path);
    list();
}

void CasesPanel::saveCase()
{
    const Shown shown = m_shown();
    const QString name = m_name->text().simplified();
    if (name.isEmpty() || shown.tool.isEmpty())
        return;
    ToolCase one{name, shown.tool, shown.arguments, {}};
    const EdgeCase *edge = chosenEdge();
    if (edge && edge->arguments == shown.arguments)
        one.expect = m_edges.asCase(*edge).expect;
    if (shown.answer && m_withResult->isChecked()) {
        one.expect.outcome = shown.answer->outcome;
        if (one.expect.outcome == ToolOutcome::Ok)
            one.expect.equals = shown.answer->result;
    }
    m_results.remove(name);
    write(withCase(m_text, one));
    m_name->clear();
}

void CasesPanel::removeCase()
{
    write(withoutCase(m_text, ofTool().value(m_list->currentRow()).name));
}

void CasesPanel::write(const Result<QByteArray> &text)
{
    Result<> written = text.map([](const QByteArray &) { });
    if (text) {
        QSaveFile file(m_path);
        const bool isWritten =
            file.open(QIODevice::WriteOnly) && file.write(*text) == text->size() && file.commit();
        if (!isWritten)
            written = fail(ErrorKind::Denied, file.errorString());
    }
    m_changed = {};
    refresh(m_canRun);
    if (!written)
        m_summary->setText(tr("Not saved: %1").arg(written.error().message));
}

} // namespace ui

#include "moc_CasesPanel.cpp"
