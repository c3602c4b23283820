// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/Fakes.h"

#include <QFile>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace testing {

FakeDocument::FakeDocument(QWidget *parent)
    : DocumentView(parent)
    , m_edit(new QPlainTextEdit)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_edit);
    m_edit->setAccessibleName(u"Text"_s);
    m_edit->setTabChangesFocus(true);
    m_edit->setFrameShape(QFrame::NoFrame);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_checked = false;
        emit textChanged();
        QTimer::singleShot(0, this, &FakeDocument::check);
    });
    connect(m_edit->document(), &QTextDocument::modificationChanged, this, &DocumentView::modifiedChanged);
    connect(m_edit, &QPlainTextEdit::undoAvailable, this, &DocumentView::historyChanged);
    connect(m_edit, &QPlainTextEdit::redoAvailable, this, &DocumentView::historyChanged);
}

agent::Result<> FakeDocument::open(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return agent::fail(agent::ErrorKind::NotFound, u"there is no file here"_s, path);
    m_path = path;
    m_edit->setPlainText(QString::fromUtf8(file.readAll()));
    m_edit->document()->setModified(false);
    check();
    return {};
}

agent::Result<> FakeDocument::save()
{
    return saveAs(m_path);
}

agent::Result<> FakeDocument::saveAs(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return agent::fail(agent::ErrorKind::Denied, u"the file cannot be written"_s, path);
    file.write(text());
    file.close();
    m_path = path;
    m_edit->document()->setModified(false);
    return {};
}

void FakeDocument::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    emit modeChanged(mode);
}

void FakeDocument::divide(const QByteArray &division)
{
    m_division = division;
    emit divisionChanged();
}

void FakeDocument::type(const QString &text)
{
    m_edit->moveCursor(QTextCursor::End);
    m_edit->insertPlainText(text);
}

void FakeDocument::check()
{
    const agent::SpecDocument document(text(), m_path);
    m_problems = document.diagnostics();
    m_card = ui::cardOf(m_path, document, m_problems);
    m_checked = true;
    emit checked();
}

void FakeHost::start(const Start &start)
{
    starts.append(start);
    become(State::Starting);
    if (nextFailure) {
        const Failure failure = *std::exchange(nextFailure, {});
        become(State::Stopped);
        emit failed(failure);
        return;
    }
    become(State::Running);
}

void FakeHost::readCassette(const QString &path)
{
    if (cassettes.contains(path))
        emit cassetteRead(path, cassettes.value(path));
    else
        emit cassetteRefused(path, path + u" is no cassette."_s);
}

void FakeHost::become(State state)
{
    m_state = state;
    emit stateChanged(state);
}

} // namespace testing

#include "moc_Fakes.cpp"
