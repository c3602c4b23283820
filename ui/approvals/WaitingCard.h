// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Theme;

/// Something that waits for a person: what of which agent and why, and the person's answer. Knows no server.
class WaitingCard : public QFrame
{
    Q_OBJECT
public:
    /// What every card begins with.
    struct Head
    {
        QString title;
        QString agent;
        QString prompt; ///< What the person who asked the agent said last; may be empty.
        QString reason;
    };

    /// `theme` must outlive the card.
    WaitingCard(const Theme &theme, const Head &head, QWidget *parent = nullptr);

    /// The answer was not taken; another may be.
    void showRefusal(const QString &sentence);
    /// It does not wait any more: says why, and can only be put away.
    void end(const QString &sentence);
    bool hasEnded() const { return m_ended; }
    /// An answer is on its way.
    bool isSent() const { return m_sent; }
    /// Somebody has changed something in it that would be lost with it.
    virtual bool isTouched() const = 0;
    /// To where one reads on with the keyboard; no button, so that nothing is allowed by a key too many.
    void takeFocus();

signals:
    void putAway(); ///< After end().

protected:
    /// What is to be answered, under its name if that is not clear, and then the buttons that answer. Once,
    /// by the constructor of each kind.
    void addAnswer(QWidget *question, QWidget *answers, const QString &name = {});
    /// To be called before an answer is told to others.
    void setSent();
    /// What is wrong with the answer, under the question; nothing when empty.
    void say(const QString &sentence);
    /// The question can be read, but not changed any more.
    virtual void setQuestionReadOnly() = 0;

private:
    static QWidget *buildHead(const Head &head);

    QVBoxLayout *m_column;
    QLabel *m_fault;
    QPushButton *m_putAway;
    QWidget *m_question = nullptr;
    QWidget *m_answers = nullptr;
    bool m_sent = false;
    bool m_ended = false;
};

} // namespace ui
