// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Desk.h"

#include "ui/shell/Banner.h"
#include "ui/shell/Documents.h"
#include "ui/shell/MergeDialog.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString fileNameOf(const DocumentView &view)
{
    const QFileInfo file(view.path());
    return file.fileName() == u"agent.yaml"_s ? file.dir().dirName() + u'/' + file.fileName()
                                              : file.fileName();
}

QString filterText()
{
    return Desk::tr("Agent files (*.yaml *.yml);;All files (*)");
}

} // namespace

Desk::Desk(const Theme &theme, Documents &documents, Shelf &shelf, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_documents(documents)
    , m_shelf(shelf)
    , m_window(window)
{
    connect(&m_documents, &Documents::opened, this, &Desk::watch);
    connect(&m_documents, &Documents::closeRequested, this, &Desk::close);
    connect(&m_files, &agent::FileWatch::touched, this, &Desk::lookAt);
}

void Desk::begin(const QStringList &files, const WindowMemory &lastTime,
                 const QList<agent::Template> &templates)
{
    for (const QString &file : files)
        openNamed(file, templates);
    if (files.isEmpty())
        openLast(lastTime);
    if (m_documents.all().isEmpty() && lastTime.recent.isEmpty())
        openFirst(templates);
}

void Desk::openNamed(const QString &name, const QList<agent::Template> &templates)
{
    const auto source = std::ranges::find(templates, name, &agent::Template::name);
    if (source == templates.cend() || QFileInfo(name).isFile())
        open(name);
    else
        openCopy(*source);
}

void Desk::openLast(const WindowMemory &lastTime)
{
    for (const QString &file : lastTime.open) {
        // A file of the last time that is gone is nothing to complain about.
        if (QFileInfo::exists(file))
            open(file);
    }
    if (QFileInfo::exists(lastTime.front))
        open(lastTime.front);
}

void Desk::openFirst(const QList<agent::Template> &templates)
{
    // The first time; or the settings are lost, and then what was made before is still there.
    if (const QList<AgentCard> made = m_shelf.agents(); !made.isEmpty())
        open(made.constFirst().path);
    else if (!templates.isEmpty())
        make(templates.constFirst());
}

void Desk::open(const QString &path)
{
    m_documents.banners().dismiss(u"file"_s);
    if (const auto opened = m_documents.open(path); !opened)
        return say(opened.error());
    m_shelf.remember(QFileInfo(path).absoluteFilePath());
    emit shelfChanged();
}

void Desk::askForFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Open an agent"), m_shelf.folder(), filterText());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            open(path);
    });
    dialog->open();
}

void Desk::make(const agent::Template &source)
{
    const auto path = agent::instantiate(source, m_shelf.folder());
    if (!path)
        return say(path.error());
    open(*path);
    emit message(tr("A copy of \u201c%1\u201d is yours to change").arg(source.title));
}

void Desk::openCopy(const agent::Template &source)
{
    const QString copy = u"%1/%2/agent.yaml"_s.arg(m_shelf.folder(), source.name);
    QFileInfo(copy).isFile() ? open(copy) : make(source);
}

void Desk::watch(DocumentView *view)
{
    m_onDisk[view->path()] = contentOf(view->path());
    watchFiles();
    connect(view, &DocumentView::message, this, &Desk::message);
}

void Desk::watchFiles()
{
    QStringList paths;
    for (const DocumentView *view : m_documents.all())
        paths.append(view->path());
    m_files.setFiles(paths);
}

void Desk::lookAt(const QString &path)
{
    DocumentView *view = m_documents.find(path);
    if (!view)
        return;
    if (!QFileInfo::exists(path)) {
        m_documents.banners().show(
            path, Banner::Tone::Warning,
            tr("%1 is no longer on disk. Save to write it again.").arg(fileNameOf(*view)));
        return;
    }
    const QByteArray onDisk = contentOf(path);
    if (onDisk == m_onDisk.value(path))
        return;
    if (!m_base.contains(path))
        m_base[path] = m_onDisk.value(path);
    m_onDisk[path] = onDisk;
    if (onDisk == view->text())
        settle(path);
    else
        offerReload(view);
}

void Desk::offerReload(DocumentView *view)
{
    const QString path = view->path();
    const bool isMine = view->isModified();
    Banner *banner = m_documents.banners().show(
        path, isMine ? Banner::Tone::Warning : Banner::Tone::Info,
        (isMine ? tr("Another program changed %1 on disk, and you changed it here.")
                : tr("Another program changed %1 on disk."))
            .arg(fileNameOf(*view)));
    if (isMine) {
        banner->offer(tr("Compare…"), [this, path] {
            if (DocumentView *shown = m_documents.find(path))
                merge(shown);
        });
    }
    banner->offer(tr("Reload"), [this, path] {
        DocumentView *shown = m_documents.find(path);
        if (!shown)
            return;
        if (const auto read = shown->open(path); !read)
            return say(read.error());
        settle(path);
    });
    banner->offer(tr("Keep mine"), [this, path] { settle(path); });
}

void Desk::settle(const QString &path)
{
    m_base.remove(path);
    m_documents.banners().dismiss(path);
}

void Desk::merge(DocumentView *view)
{
    const QString path = view->path();
    const QByteArray theirs = contentOf(path);
    auto *dialog =
        new MergeDialog(m_theme, fileNameOf(*view), {m_base.value(path), view->text(), theirs}, m_window);
    connect(dialog, &MergeDialog::decided, view,
            [this, path, theirs](const QByteArray &text) { takeMerged(path, theirs, text); });
    dialog->open();
}

void Desk::takeMerged(const QString &path, const QByteArray &theirs, const QByteArray &text)
{
    DocumentView *view = m_documents.find(path);
    if (!view)
        return;
    view->replaceText(text);
    m_onDisk[path] = contentOf(path);
    if (m_onDisk[path] == theirs)
        return settle(path);
    m_base[path] = theirs; // it was changed once more meanwhile
    offerReload(view);
}

void Desk::save(DocumentView *view)
{
    if (view)
        saveTo(view, view->path());
}

void Desk::saveAs(DocumentView *view)
{
    if (!view)
        return;
    auto *dialog = new QFileDialog(m_window, tr("Save the agent as"), view->path(), filterText());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"yaml"_s);
    connect(dialog, &QFileDialog::fileSelected, view,
            [this, view](const QString &path) { saveTo(view, path); });
    dialog->open();
}

void Desk::saveTo(DocumentView *view, const QString &path)
{
    const bool isElsewhere = path != view->path();
    if (!isElsewhere && m_base.contains(path) && view->isModified())
        return merge(view); // what the other program wrote would be lost
    const auto saved = isElsewhere ? view->saveAs(path) : view->save();
    if (!saved)
        return say(saved.error());
    m_onDisk[view->path()] = contentOf(view->path());
    m_documents.banners().dismiss(view->path());
    watchFiles();
    if (isElsewhere)
        m_shelf.remember(view->path());
    emit shelfChanged();
    emit message(tr("Saved %1").arg(fileNameOf(*view)));
}

void Desk::close(DocumentView *view)
{
    if (!view)
        return;
    const auto shut = [this, view] {
        m_documents.banners().dismiss(view->path());
        m_onDisk.remove(view->path());
        m_base.remove(view->path());
        m_documents.close(view);
        watchFiles();
    };
    if (view->isModified())
        askBeforeLosing(view, shut);
    else
        shut();
}

bool Desk::mayCloseAll()
{
    for (DocumentView *view : m_documents.all()) {
        if (!view->isModified() || m_givenUp.contains(view))
            continue;
        m_documents.bringToFront(view);
        askBeforeLosing(view, [this, view] {
            m_givenUp.insert(view);
            if (mayCloseAll())
                emit closingAllowed();
        });
        return false;
    }
    return true;
}

void Desk::askBeforeLosing(DocumentView *view, const std::function<void()> &then)
{
    auto *box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Unsaved changes"));
    box->setText(tr("Save the changes to %1?").arg(fileNameOf(*view)));
    box->setInformativeText(tr("They are lost if you do not save them."));
    box->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::finished, view, [this, view, then](int answer) {
        if (answer == QMessageBox::Save)
            save(view);
        if (answer == QMessageBox::Discard || (answer == QMessageBox::Save && !view->isModified()))
            then();
        else
            m_givenUp.clear();
    });
    box->open();
}

void Desk::say(const agent::Error &error)
{
    const QString where = error.where.isEmpty() ? QString() : u" (%1)"_s.arg(error.where);
    QString sentence = error.message;
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    m_documents.banners().show(u"file"_s, Banner::Tone::Error, sentence + where);
}

} // namespace ui

#include "moc_Desk.cpp"
