// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/TokenClient.h"
#include "ui/connect/Programs.h"

#include <QDialog>
#include <QHash>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace ui {

class Theme;

/// Explains how other programs get to the agent, each with a token of its own if that is wanted, and shows
/// the tokens that were given out.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    /// `agent` is the name of the one that is served. The first two must outlive the dialog.
    ConnectDialog(const ServerHost &host, const Theme &theme, QString agent, QWidget *parent = nullptr);

private:
    QWidget *makeProgram(const Theme &theme);
    QLayout *makeButtons(const Theme &theme);
    QWidget *makeTokens(const Theme &theme);
    void wire();
    void showProgram();
    void showServer();
    void showTokens(const QList<GivenToken> &tokens);
    void say(const QString &sentence, bool isFault = false);
    QString freeName() const;
    const Program &program() const;

    const ServerHost &m_host;
    QString m_agent;
    QList<Program> m_programs = programs();
    TokenClient m_client;
    QHash<QString, NewToken> m_made; // by the program; nowhere else
    QStringList m_taken;             // names of tokens
    QListWidget *m_list;
    QLabel *m_title = nullptr;
    QLabel *m_how = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_said = nullptr;
    QTreeWidget *m_tokens = nullptr;
    QPushButton *m_revoke = nullptr;
};

} // namespace ui
