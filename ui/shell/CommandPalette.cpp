// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"

#include "ui/shell/Sidebar.h"
#include "ui/theme/Controls.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { HintRole = Qt::UserRole + 1 };
    using QAbstractListModel::QAbstractListModel;

    void setCommands(const QList<Command> &commands)
    {
        m_commands = commands;
        setTyped({});
    }

    void setTyped(const QString &typed)
    {
        QList<std::pair<int, int>> scored;
        for (int i = 0; i < m_commands.size(); ++i) {
            if (const int score = matchScore(m_commands[i].text, typed); score >= 0)
                scored.append({-score, i});
        }
        std::ranges::stable_sort(scored, [](const auto &a, const auto &b) { return a.first < b.first; });
        beginResetModel();
        m_shown.clear();
        for (const auto &[score, i] : scored)
            m_shown.append(i);
        endResetModel();
    }

    const Command &command(int row) const { return m_commands[m_shown[row]]; }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_shown.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const Command &shown = command(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return shown.text;
        case Qt::DecorationRole:
            return shown.icon;
        case Qt::AccessibleTextRole:
            return shown.hint.isEmpty() ? shown.text : tr("%1, %2").arg(shown.text, shown.hint);
        case HintRole:
            return shown.hint;
        default:
            return {};
        }
    }

private:
    QList<Command> m_commands;
    QList<int> m_shown;
};

namespace {

class CommandDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    CommandDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, 36}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRect box = option.rect.adjusted(6, 1, -6, -1);
        if (selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Token::Soft));
            painter->drawRoundedRect(box, 7, 7);
        }
        const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
        icon.paint(painter, QRect(box.left() + 10, box.center().y() - 7, 16, 16));
        const QString hint = index.data(PaletteModel::HintRole).toString();
        const int hintWidth = option.fontMetrics.horizontalAdvance(hint);
        painter->setPen(m_theme.color(selected ? Token::OnSoft : Token::Faint));
        painter->drawText(box.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter, hint);
        painter->setPen(m_theme.color(selected ? Token::OnSoft : Token::Text));
        const QRect text = box.adjusted(38, 0, -24 - hintWidth, 0);
        painter->drawText(
            text, Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

private:
    const Theme &m_theme;
};

} // namespace

int matchScore(const QString &text, const QString &typed)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar letter : typed.simplified()) {
        if (letter.isSpace())
            continue;
        const qsizetype found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0)
            return -1;
        const bool startsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        score += (found == last + 1 ? 4 : 0) + (startsWord ? 3 : 0) + (found == 0 ? 2 : 0);
        last = found;
        at = found + 1;
    }
    return score;
}

CommandPalette::CommandPalette(const Theme &theme, QWidget *window)
    : QFrame(window)
    , m_model(new PaletteModel(this))
    , m_typed(new QLineEdit)
    , m_list(new ChoiceList)
{
    setLook(this, u"popover"_s);
    setObjectName(u"palette"_s);
    hide();
    m_typed->setObjectName(u"paletteText"_s);
    m_typed->setProperty("look", u"palette"_s);
    m_typed->setPlaceholderText(tr("What do you want to do?"));
    m_typed->setAccessibleName(tr("Search commands"));
    m_list->setObjectName(u"paletteList"_s);
    m_list->setProperty("look", u"clear"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 7);
    column->setSpacing(6);
    column->addWidget(m_typed);
    column->addWidget(m_list, 1);

    m_typed->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_typed, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_model->setTyped(typed);
        m_list->setCurrentIndex(m_model->index(0));
    });
    connect(m_list, &ChoiceList::chosen, this, [this](const QModelIndex &index) { choose(index.row()); });
}

void CommandPalette::popUp(const QList<Command> &commands)
{
    m_focusBefore = QApplication::focusWidget();
    m_model->setCommands(commands);
    m_typed->clear();
    m_list->setCurrentIndex(m_model->index(0));
    place();
    show();
    raise();
    m_typed->setFocus();
}

void CommandPalette::place()
{
    const QSize room = parentWidget()->size();
    const QSize size(std::min(560, room.width() - 32), std::min(420, room.height() - 90));
    setGeometry(QRect(QPoint((room.width() - size.width()) / 2, 72), size));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    if (watched != m_typed)
        return false;
    if (event->type() == QEvent::FocusOut && isVisible())
        hide();
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int row = m_list->currentIndex().row();
    switch (key) {
    case Qt::Key_Escape:
        hide();
        if (m_focusBefore)
            m_focusBefore->setFocus();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(row);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int to = row + (key == Qt::Key_Down ? 1 : -1);
        m_list->setCurrentIndex(m_model->index(std::clamp(to, 0, std::max(0, m_model->rowCount() - 1))));
        return true;
    }
    default:
        return false;
    }
}

void CommandPalette::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const auto run = m_model->command(row).run;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
    run();
}

} // namespace ui

#include "CommandPalette.moc"

#include "moc_CommandPalette.cpp"
