// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ui {

/// One value of the agent file in a form: a label, a control, and beneath it what is wrong with the value or
/// why it cannot be edited here. Knows the value's JSON pointer, but neither the text nor the document: it
/// shows what it is given and says what a person made of it.
class Field : public QWidget
{
    Q_OBJECT
public:
    /// `label` may hold a mnemonic (&); without it, it is the control's accessible name. `pointer` is the
    /// objectName too, for tests.
    Field(const QString &label, const QString &pointer, QWidget *parent = nullptr);

    const QString &pointer() const { return m_pointer; }
    void setPointer(const QString &pointer);

    /// Whether what is said of the value at this pointer is to be said here.
    virtual bool isAbout(const QString &pointer) const { return pointer == m_pointer; }
    /// The value as the file has it now; undefined when it is not there. What a person is typing stays.
    virtual void show(const QJsonValue &value) = 0;
    /// Says what was typed and not yet said, as if the focus had left.
    virtual void commit() = 0;
    /// A value that cannot be edited here, and the reason; an empty reason makes it editable again.
    void setLocked(const QString &reason);
    /// What is wrong with the value in the file; empty when it is fine.
    void setFault(const QString &sentence);
    /// What is good to know about the value; it stands where nothing of the above does.
    void setHint(const QString &sentence);
    /// Puts a widget at the right end of the label's line; it becomes the field's.
    void setAside(QWidget *widget);

signals:
    /// A person gave another value; undefined: none, so that the default holds.
    void edited(const QJsonValue &value);
    /// The value that is being typed, whenever it is one; edited() comes when that is over.
    void typing(const QJsonValue &value);

protected:
    /// Puts the control under the label; to be called once by the constructor of each kind of field.
    void setControl(QWidget *control);
    /// What is wrong with what is being typed; it comes before setFault().
    void setInputFault(const QString &sentence);
    virtual void setControlLocked(bool locked) = 0;
    /// Lets the window's undo through when the control itself has nothing to undo.
    bool eventFilter(QObject *watched, QEvent *event) override;
    virtual bool canUndoTyping() const { return false; }

private:
    void showSentence();

    QString m_pointer;
    QString m_lock;
    QString m_fault;
    QString m_inputFault;
    QString m_hint;
    QVBoxLayout *m_column;
    QHBoxLayout *m_head;
    QLabel *m_label;
    QLabel *m_sentence;
    QWidget *m_control = nullptr;
};

} // namespace ui
