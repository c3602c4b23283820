// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/ConnectDialog.h"

#include "ui/theme/Controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int listWidth = 190;
constexpr int rowHeight = 28;
constexpr int tokenRows = 4;

enum TokenColumn { TokenName, TokenScopes, TokenSince };

const QString usualAddress = u"http://127.0.0.1:8000"_s;

} // namespace

ConnectDialog::ConnectDialog(const ServerHost &host, const Theme &theme, QString agent, QWidget *parent)
    : QDialog(parent)
    , m_host(host)
    , m_agent(std::move(agent))
    , m_client(host)
    , m_list(new QListWidget)
{
    setObjectName(u"connect"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connect a program"));
    resize(860, 620);
    m_list->setObjectName(u"programs"_s);
    m_list->setAccessibleName(tr("Programs"));
    m_list->setFixedWidth(listWidth);
    setLook(m_list, u"choices"_s); // at once: its rows are measured as they come
    for (const Program &program : std::as_const(m_programs))
        m_list->addItem(program.name);
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(makeProgram(theme), 1);
    right->addWidget(makeTokens(theme));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 16, 16, 14);
    row->setSpacing(16);
    row->addWidget(m_list);
    row->addLayout(right, 1);

    wire();
    m_list->setCurrentRow(0);
    showServer();
}

void ConnectDialog::wire()
{
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectDialog::showProgram);
    connect(&m_host, &ServerHost::stateChanged, this, &ConnectDialog::showServer);
    connect(&m_client, &TokenClient::listed, this, &ConnectDialog::showTokens);
    connect(&m_client, &TokenClient::refused, this, [this](const QString &why) { say(why, true); });
    connect(&m_client, &TokenClient::revoked, this, [this](const QString &name) {
        say(tr("The token of %1 is good for nothing any more.").arg(name));
        m_made.removeIf([&](const auto &made) { return made.value().name == name; });
        m_client.askList();
        showProgram();
    });
    connect(&m_client, &TokenClient::given, this, [this](const NewToken &token) {
        m_made.insert(program().name, token);
        showProgram();
        m_client.askList();
        m_client.tryOut(token.token);
    });
    connect(&m_client, &TokenClient::triedOut, this,
            [this] { say(tr("The server takes this token. It is shown this once.")); });
}

QWidget *ConnectDialog::makeProgram(const Theme &theme)
{
    m_title = label({}, u"title"_s);
    m_how = label({}, u"hint"_s);
    m_how->setWordWrap(true);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"connectText"_s);
    m_text->setAccessibleName(tr("What the program needs"));
    m_text->setProperty("look", u"field"_s);
    m_text->setReadOnly(true);
    m_text->setFont(Theme::codeFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_how);
    column->addWidget(m_text, 1);
    column->addLayout(makeButtons(theme));
    return whole;
}

QLayout *ConnectDialog::makeButtons(const Theme &theme)
{
    m_copy = button(theme, u"copy"_s, tr("Copy"));
    m_copy->setObjectName(u"connectCopy"_s);
    m_make = button(theme, u"plus"_s, tr("With a token of its own"));
    m_make->setObjectName(u"connectToken"_s);
    m_make->setToolTip(tr("Gives the program a token. Its name stands in the log beside what it asks, and it "
                          "can be revoked."));
    m_said = label({}, u"hint"_s);
    m_said->setObjectName(u"connectSaid"_s);
    m_said->setWordWrap(true);
    for (QPushButton *each : {m_copy, m_make})
        each->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_make);
    buttons->addWidget(m_said, 1);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_text->toPlainText());
        say(tr("Copied."));
    });
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_make->setEnabled(false);
        m_client.give(freeName());
    });
    return buttons;
}

QWidget *ConnectDialog::makeTokens(const Theme &theme)
{
    m_tokens = new QTreeWidget;
    m_tokens->setObjectName(u"givenTokens"_s);
    m_tokens->setAccessibleName(tr("Tokens given out"));
    m_tokens->setHeaderLabels({tr("Token of"), tr("Good for"), tr("Since")});
    m_tokens->setProperty("look", u"result"_s);
    m_tokens->setRootIsDecorated(false);
    m_tokens->setUniformRowHeights(true);
    m_tokens->setFixedHeight((tokenRows + 1) * rowHeight);
    m_tokens->header()->setSectionResizeMode(TokenName, QHeaderView::Stretch);
    m_tokens->header()->setStretchLastSection(false);
    for (const int column : {TokenScopes, TokenSince})
        m_tokens->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_revoke = button(theme, u"trash-2"_s, tr("Revoke"));
    m_revoke->setObjectName(u"revokeToken"_s);
    m_revoke->setAutoDefault(false);
    m_revoke->setEnabled(false);
    auto *head = new QHBoxLayout;
    head->addWidget(label(tr("Tokens given out"), u"label"_s));
    head->addStretch();
    head->addWidget(m_revoke);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_tokens);
    connect(m_tokens, &QTreeWidget::itemSelectionChanged, this,
            [this] { m_revoke->setEnabled(!m_tokens->selectedItems().isEmpty()); });
    connect(m_revoke, &QPushButton::clicked, this, [this] {
        if (const QTreeWidgetItem *item = m_tokens->currentItem())
            m_client.revoke(item->text(TokenName));
    });
    return whole;
}

const Program &ConnectDialog::program() const
{
    return m_programs.at(std::max(0, m_list->currentRow()));
}

void ConnectDialog::showProgram()
{
    const bool runs = m_host.state() == ServerHost::State::Running;
    const QString url = runs ? m_host.url().toString(QUrl::RemovePath) : usualAddress;
    const QString token = m_made.value(program().name).token;
    m_title->setText(program().name);
    m_how->setText(program().how);
    m_text->setPlainText(filledIn(program().text, url, m_agent, token));
    m_make->setEnabled(runs && token.isEmpty());
    say(runs ? QString() : tr("The agent is not started."));
}

void ConnectDialog::showServer()
{
    showProgram();
    m_tokens->setEnabled(m_host.state() == ServerHost::State::Running);
    m_client.askList();
}

void ConnectDialog::showTokens(const QList<GivenToken> &tokens)
{
    m_tokens->clear();
    m_taken.clear();
    for (const GivenToken &token : tokens) {
        const QString since = QLocale().toString(
            QDateTime::fromString(token.createdAt, Qt::ISODate).toLocalTime().date(), QLocale::ShortFormat);
        auto *item = new QTreeWidgetItem(m_tokens, {token.name, token.scopes.join(u", "_s), since});
        item->setSizeHint(TokenName, {0, rowHeight});
        m_taken.append(token.name);
    }
    m_revoke->setEnabled(false);
}

void ConnectDialog::say(const QString &sentence, bool isFault)
{
    m_said->setText(sentence);
    setLook(m_said, isFault ? u"error"_s : u"hint"_s);
    if (isFault)
        m_make->setEnabled(m_host.state() == ServerHost::State::Running);
}

QString ConnectDialog::freeName() const
{
    QString name = program().name;
    for (int number = 2; m_taken.contains(name); ++number)
        name = u"%1 %2"_s.arg(program().name).arg(number);
    return name;
}

} // namespace ui

#include "moc_ConnectDialog.cpp"
