// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/LogDock.h"

#include "ui/logs/LogDelegate.h"
#include "ui/logs/LogModel.h"
#include "ui/theme/Controls.h"
#include "ui/theme/DockBar.h"
#include "ui/theme/SearchField.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

LogDock::LogDock(LogModel &model, const Theme &theme, QWidget *parent)
    : QDockWidget(tr("Log"), parent)
    , m_model(model)
    , m_theme(theme)
    , m_pages(new QStackedWidget)
    , m_count(label({}, u"hint"_s))
{
    setObjectName(u"logDock"_s); // QMainWindow::saveState finds the dock by this name
    auto *bar = new DockBar(theme, *this, {u"logClose"_s, tr("Close the log")});
    bar->addRemark(m_count);
    addFilters(*bar);
    addButtons(*bar);
    m_pages->addWidget(buildTable());
    m_pages->addWidget(buildEmpty());
    setWidget(m_pages);
    buildMenu();

    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, &LogDock::applyFilter);
    connect(&m_model, &LogModel::counted, this, &LogDock::recount);
    connect(&m_model, &LogModel::modelReset, this, &LogDock::recount);
    recount();
}

void LogDock::addFilters(DockBar &bar)
{
    m_text = new SearchField(m_theme, tr("Filter the log"), tr("Filter"), u"list-filter"_s);
    m_text->setObjectName(u"logFilter"_s);
    m_text->setProperty("compact", true);
    m_text->setFixedWidth(200);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));

    m_level = new ComboBox(m_theme, tr("Least level shown"));
    m_level->setObjectName(u"logLevel"_s);
    m_level->setProperty("compact", true);
    m_level->addItem(tr("All levels"), int(LogLevel::Info));
    m_level->addItem(tr("Warnings and errors"), int(LogLevel::Warn));
    m_level->addItem(tr("Errors"), int(LogLevel::Error));
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogDock::applyFilter);
    bar.addTool(m_text);
    bar.addTool(m_level);
}

void LogDock::addButtons(DockBar &bar)
{
    m_pause = iconButton(m_theme, u"pause"_s, tr("Pause the log"));
    m_pause->setObjectName(u"logPause"_s);
    m_pause->setCheckable(true);
    connect(m_pause, &QToolButton::toggled, this, [this](bool paused) {
        m_model.setPaused(paused);
        m_pause->setIcon(m_theme.icon(paused ? u"play"_s : u"pause"_s));
        m_pause->setToolTip(paused ? tr("Go on") : tr("Pause the log"));
        recount();
    });
    m_follow = iconButton(m_theme, u"arrow-down-to-line"_s, tr("Follow the newest entry"));
    m_follow->setObjectName(u"logFollow"_s);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    connect(m_follow, &QToolButton::toggled, this, &LogDock::follow);
    auto *clear = iconButton(m_theme, u"trash-2"_s, tr("Clear the log"));
    clear->setObjectName(u"logClear"_s);
    connect(clear, &QToolButton::clicked, &m_model, &LogModel::clear);
    for (QToolButton *tool : {m_pause, m_follow, clear})
        bar.addTool(tool);
}

QWidget *LogDock::buildTable()
{
    m_table = new QTableView;
    m_table->setObjectName(u"log"_s);
    m_table->setAccessibleName(tr("Log"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new LogDelegate(m_theme, m_table));
    m_table->setMouseTracking(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->verticalHeader()->setMinimumSectionSize(24);
    fitColumns();

    QScrollBar *scroll = m_table->verticalScrollBar();
    connect(scroll, &QScrollBar::actionTriggered, this,
            [this, scroll] { m_follow->setChecked(scroll->sliderPosition() >= scroll->maximum()); });
    // New rows and a new height both move the end.
    connect(scroll, &QScrollBar::rangeChanged, this, &LogDock::follow);
    // What is looked at stays where it is while older rows go.
    connect(&m_model, &LogModel::rowsRemoved, this, [this, scroll](const QModelIndex &, int first, int last) {
        if (!isFollowing())
            scroll->setValue(scroll->value() - (last - first + 1));
    });
    return m_table;
}

void LogDock::fitColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(60);
    const int digit = QFontMetrics(Theme::codeFont()).horizontalAdvance(u'0');
    const std::array widths{digit * 12 + 26, 92, 164, 400, 84, 104};
    for (int column = 0; column < LogModel::ColumnCount; ++column)
        header->resizeSection(column, widths[std::size_t(column)]);
    header->setSectionResizeMode(LogModel::Message, QHeaderView::Stretch);
}

QWidget *LogDock::buildEmpty()
{
    auto *page = new QWidget;
    setLook(page, u"surface"_s);
    auto *column = new QVBoxLayout(page);
    m_empty = label(tr("Nothing has happened yet."), u"muted"_s);
    m_empty->setObjectName(u"logEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    return page;
}

void LogDock::buildMenu()
{
    auto *copy = new QAction(m_theme.icon(u"copy"_s), tr("Copy rows"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] { copyRows(false); });
    auto *copyAll = new QAction(tr("Copy all rows shown"), m_table);
    connect(copyAll, &QAction::triggered, this, [this] { copyRows(true); });
    m_table->addActions({copy, copyAll});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void LogDock::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

bool LogDock::isFollowing() const
{
    return m_follow->isChecked();
}

void LogDock::applyFilter()
{
    m_model.setFilter({m_text->text().trimmed(), LogLevel(m_level->currentData().toInt())});
    follow();
}

void LogDock::recount()
{
    const QLocale locale;
    const qsizetype total = m_model.total();
    const int shown = m_model.rowCount();
    QString text = tr("%n events", nullptr, int(total));
    text.replace(QString::number(total), locale.toString(total));
    if (shown != total)
        text = tr("%1 of %2").arg(locale.toString(shown), text);
    if (m_model.isPaused() && m_model.waiting() > 0)
        text = tr("%1, %2 waiting").arg(text, locale.toString(m_model.waiting()));
    m_count->setText(total == 0 && m_model.waiting() == 0 ? QString() : text);
    m_pages->setCurrentIndex(total == 0 ? 1 : 0);
}

void LogDock::follow()
{
    if (isFollowing())
        m_table->scrollToBottom();
}

void LogDock::copyRows(bool all)
{
    QList<int> rows;
    if (all) {
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows.append(row);
    } else {
        for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
            rows.append(index.row());
        std::ranges::sort(rows);
    }
    QStringList lines;
    for (const int row : rows)
        lines.append(m_model.line(row));
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace ui

#include "moc_LogDock.cpp"
