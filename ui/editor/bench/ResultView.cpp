// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bench/ResultView.h"

#include "ui/editor/bench/AttachmentsView.h"
#include "ui/editor/bench/LooseJson.h"
#include "ui/editor/bench/TextChanges.h"
#include "ui/theme/Controls.h"
#include "ui/theme/GrowingEdit.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QTextBlock>
#include <QTreeWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace agent;

namespace ui {
namespace {

constexpr int mostTreeItems = 5'000;
constexpr int mostTableRows = 1'000;
constexpr int mostTableColumns = 30;
constexpr int resultRowPixels = 28;
constexpr int mostResultPixels = 280; // of a tree or a table; from there on it scrolls

struct OutcomeWords
{
    QString text;
    QString tone;
};

OutcomeWords wordsOf(ToolOutcome outcome)
{
    switch (outcome) {
    case ToolOutcome::Ok:
        return {ResultView::tr("Done"), u"ok"_s};
    case ToolOutcome::Error:
        return {ResultView::tr("Error"), u"error"_s};
    case ToolOutcome::Denied:
        return {ResultView::tr("Denied"), u"warning"_s};
    case ToolOutcome::Timeout:
        return {ResultView::tr("Timed out"), u"error"_s};
    case ToolOutcome::Cancelled:
        return {ResultView::tr("Cancelled"), u"warning"_s};
    case ToolOutcome::Unknown:
        return {ResultView::tr("Not known"), u"warning"_s};
    }
    Q_UNREACHABLE();
}

QString inSeconds(qint64 milliseconds)
{
    return milliseconds < 1'000 ? ResultView::tr("%1 ms").arg(milliseconds)
                                : ResultView::tr("%1 s").arg(double(milliseconds) / 1'000, 0, 'f', 1);
}

/// JSON with line breaks, so that lines can be compared; all else as it is.
QString prettyResult(const QString &result)
{
    const auto value = json::parseText(result.toUtf8());
    return value && (value->isObject() || value->isArray()) ? shownJson(*value) : result;
}

/// A list of objects.
bool isTabular(const QJsonValue &value)
{
    const QJsonArray list = value.toArray();
    return !list.isEmpty() && list.size() <= mostTableRows
        && std::ranges::all_of(list, [](const QJsonValue &row) { return row.isObject(); });
}

QString cellText(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    return value.isString() ? value.toString() : QString::fromUtf8(json::text(value));
}

void growBranch(QTreeWidgetItem *item, const QJsonValue &value, int &left);

void addBranch(QTreeWidgetItem *parent, const QString &key, const QJsonValue &value, int &left)
{
    if (--left >= 0)
        growBranch(new QTreeWidgetItem(parent, {key}), value, left);
}

void growBranch(QTreeWidgetItem *item, const QJsonValue &value, int &left)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        item->setText(1, u"{%1}"_s.arg(object.size()));
        for (auto it = object.begin(); it != object.end(); ++it)
            addBranch(item, it.key(), it.value(), left);
    } else if (value.isArray()) {
        const QJsonArray list = value.toArray();
        item->setText(1, u"[%1]"_s.arg(list.size()));
        for (int i = 0; i < list.size(); ++i)
            addBranch(item, QString::number(i), list.at(i), left);
    } else {
        item->setText(1, cellText(value));
    }
}

} // namespace

ResultView::ResultView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_outcome(label({}, u"pill"_s))
    , m_time(label({}, u"hint"_s))
    , m_change(label({}, u"hint"_s))
    , m_text(new GrowingEdit({3, 18}))
    , m_tree(new QTreeWidget)
    , m_table(new QTableWidget)
    , m_attachments(new AttachmentsView(theme))
{
    m_text->setObjectName(u"resultText"_s);
    m_text->setAccessibleName(tr("Result"));
    m_text->setReadOnly(true);
    m_text->setFont(Theme::codeFont());
    m_tree->setAccessibleName(tr("Result as a tree"));
    m_tree->setHeaderLabels({tr("Key"), tr("Value")});
    m_table->setAccessibleName(tr("Result as a table"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (QAbstractItemView *view : std::initializer_list<QAbstractItemView *>{m_tree, m_table}) {
        view->setFont(Theme::codeFont());
        view->setProperty("look", u"result"_s);
        view->setTabKeyNavigation(false);
    }
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(resultRowPixels);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_tree->setFixedHeight(mostResultPixels);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(makeHead());
    column->addWidget(m_change);
    for (QWidget *page : std::initializer_list<QWidget *>{m_text, m_tree, m_table}) {
        column->addWidget(page);
        page->hide();
    }
    column->addWidget(m_attachments);
    connect(&theme, &Theme::changed, this, &ResultView::mark);
}

QWidget *ResultView::makeHead()
{
    m_outcome->setObjectName(u"outcome"_s);
    m_outcome->setFixedHeight(20); // what is lower than twice its radius is drawn with corners
    m_time->setObjectName(u"duration"_s);
    m_change->setObjectName(u"resultChange"_s);
    m_segments = new QWidget;
    setLook(m_segments, u"segments"_s);
    m_segments->setFixedHeight(30);
    auto *segments = new QHBoxLayout(m_segments);
    segments->setContentsMargins({});
    segments->setSpacing(0);
    auto *group = new QButtonGroup(this);
    for (QToolButton *segment :
         {m_asText = makeSegment(tr("Text"), m_text), m_asTree = makeSegment(tr("Tree"), m_tree),
         m_asTable = makeSegment(tr("Table"), m_table)}) {
        segments->addWidget(segment);
        group->addButton(segment);
    }
    m_copy = iconButton(m_theme, u"copy"_s, tr("Copy the result"));
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_outcome);
    row->addWidget(m_time);
    row->addStretch();
    row->addWidget(m_segments);
    row->addWidget(m_copy);
    return head;
}

QToolButton *ResultView::makeSegment(const QString &text, QWidget *page)
{
    auto *segment = new QToolButton;
    segment->setText(text);
    segment->setCheckable(true);
    segment->setAccessibleName(tr("Show as %1").arg(text.toLower()));
    segment->setFocusPolicy(Qt::TabFocus);
    connect(segment, &QToolButton::toggled, page, &QWidget::setVisible);
    return segment;
}

void ResultView::showOutcome(const QString &text, const QString &tone)
{
    m_outcome->setText(text);
    setStyled(m_outcome, "tone", tone);
}

void ResultView::showAnswer(const ToolAnswer &answer, const std::optional<ToolAnswer> &before)
{
    const OutcomeWords words = wordsOf(answer.outcome);
    showOutcome(words.text, words.tone);
    m_time->setText(inSeconds(answer.durationMs));
    showText(answer.result, before);
    const auto value = json::parseText(answer.result.toUtf8());
    const bool isTree = value && (value->isObject() || value->isArray());
    const bool isTable = isTree && fillTable(*value);
    fillTree(isTree ? *value : QJsonValue());
    m_segments->setVisible(isTree);
    m_asTable->setVisible(isTable);
    m_copy->setVisible(!answer.result.isEmpty());
    if (isTable)
        m_asTable->setChecked(true);
    else
        (isTree && m_asTree->isChecked() ? m_asTree : m_asText)->setChecked(true);
    showAttachments(answer, before);
}

void ResultView::showAttachments(const ToolAnswer &answer, const std::optional<ToolAnswer> &before)
{
    m_attachments->showAll(answer.attachments);
    m_text->setVisible(m_asText->isChecked() && (!answer.result.isEmpty() || answer.attachments.isEmpty()));
    if (before && before->result == answer.result && before->attachments != answer.attachments)
        m_change->setText(tr("The text is the same as the time before; what is attached is not."));
}

void ResultView::showRefusal(const QString &title, const QString &sentence)
{
    showOutcome(title, u"error"_s);
    m_time->clear();
    showText(sentence, {});
    m_segments->hide();
    m_copy->hide();
    m_asText->setChecked(true);
    m_text->show();
    m_attachments->showAll({});
}

void ResultView::showText(const QString &text, const std::optional<ToolAnswer> &before)
{
    const QString shown = prettyResult(text);
    m_text->setPlainText(shown);
    m_text->setPlaceholderText(tr("The result is empty."));
    const TextChanges changes = before ? changesBetween(prettyResult(before->result), shown) : TextChanges();
    m_marked = changes.added;
    m_change->setVisible(before.has_value());
    if (changes.isEmpty())
        m_change->setText(tr("The same as the time before."));
    else
        m_change->setText(tr("Lines new since the time before: %1, gone: %2.")
                              .arg(changes.added.size())
                              .arg(changes.removed));
    mark();
}

void ResultView::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const int line : std::as_const(m_marked)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document()->findBlockByNumber(line));
        mark.format.setBackground(m_theme.color(Token::OkSoft));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
}

void ResultView::fillTree(const QJsonValue &value)
{
    m_tree->clear();
    int left = mostTreeItems;
    growBranch(m_tree->invisibleRootItem(), value, left);
    m_tree->expandToDepth(1);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
}

bool ResultView::fillTable(const QJsonValue &value)
{
    m_table->clear();
    if (!isTabular(value))
        return false;
    const QJsonArray rows = value.toArray();
    QStringList keys;
    for (const QJsonValue &row : rows) {
        for (const QString &key : row.toObject().keys()) {
            if (!keys.contains(key) && keys.size() < mostTableColumns)
                keys.append(key);
        }
    }
    m_table->setRowCount(int(rows.size()));
    m_table->setColumnCount(int(keys.size()));
    m_table->setHorizontalHeaderLabels(keys);
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < keys.size(); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cellText(rows.at(row)[keys.at(column)])));
    }
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int whole =
        m_table->horizontalHeader()->sizeHint().height() + (int(rows.size()) * resultRowPixels) + 4;
    m_table->setFixedHeight(std::min(whole, mostResultPixels));
    return true;
}

} // namespace ui

#include "moc_ResultView.cpp"
