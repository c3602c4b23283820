// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ServerHost.h"
#include "ui/editor/DocumentView.h"

#include <QPlainTextEdit>

namespace testing {

/// A document that is a plain text field: enough to drive the frame around it.
class FakeDocument : public ui::DocumentView
{
    Q_OBJECT
public:
    explicit FakeDocument(QWidget *parent = nullptr);

    agent::Result<> open(const QString &path) override;
    agent::Result<> save() override;
    agent::Result<> saveAs(const QString &path) override;
    QString path() const override { return m_path; }
    QByteArray text() const override
    {
        ++askedForText;
        return m_edit->toPlainText().toUtf8();
    }
    void replaceText(const QByteArray &text) override
    {
        m_edit->selectAll();
        m_edit->insertPlainText(QString::fromUtf8(text));
    }
    bool isModified() const override { return m_edit->document()->isModified(); }
    const ui::AgentCard &card() const override { return m_card; }
    const QList<agent::Diagnostic> &problems() const override { return m_problems; }
    bool isServable() const override { return m_checked && m_problems.isEmpty(); }
    void showProblem(int index) override { shownProblem = index; }
    void showPlace(const QString &pointer) override { shownPlace = pointer; }
    bool canUndo() const override { return m_edit->document()->isUndoAvailable(); }
    bool canRedo() const override { return m_edit->document()->isRedoAvailable(); }
    void undo() override { m_edit->undo(); }
    void redo() override { m_edit->redo(); }
    Mode mode() const override { return m_mode; }
    void setMode(Mode mode) override;
    QByteArray division() const override { return m_division; }
    void setDivision(const QByteArray &division) override { m_division = division; }
    void divide(const QByteArray &division);

    void type(const QString &text);
    void setText(const QString &text) { m_edit->setPlainText(text); }
    int shownProblem = -1;
    QString shownPlace;
    mutable int askedForText = 0;

private:
    void check();

    QPlainTextEdit *m_edit;
    QString m_path;
    QList<agent::Diagnostic> m_problems;
    ui::AgentCard m_card;
    QByteArray m_division;
    bool m_checked = false;
    Mode m_mode = Mode::Split;
};

/// A host that does as it is told, at once.
class FakeHost : public ui::ServerHost
{
    Q_OBJECT
public:
    State state() const override { return m_state; }
    QUrl url() const override { return m_state == State::Running ? address : QUrl(); }
    QByteArray controlToken() const override { return "control"; }
    void start(const Start &start) override;
    void stop() override { become(State::Stopped); }
    void readCassette(const QString &path) override;
    void become(State state);

    QUrl address; ///< What the next start listens on.
    QList<Start> starts;
    std::optional<Failure> nextFailure;
    QMap<QString, ui::CassetteContent> cassettes; ///< Those that can be read.

private:
    State m_state = State::Stopped;
};

} // namespace testing
