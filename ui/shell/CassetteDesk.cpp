// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CassetteDesk.h"

#include "ui/shell/Actions.h"
#include "ui/shell/Banner.h"
#include "ui/shell/Documents.h"
#include "ui/shell/ServerDesk.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

using Kind = CassetteUse::Kind;

const QString topic = u"cassette"_s;

QString cassetteFilter()
{
    return CassetteDesk::tr("Cassettes (*.cassette);;All files (*)");
}

QString speedText(double speed)
{
    if (speed <= 0)
        return CassetteDesk::tr("as fast as possible");
    return speed == 2 ? CassetteDesk::tr("twice as fast") : CassetteDesk::tr("%1 times as fast").arg(speed);
}

QString nameOf(const QString &path)
{
    return QFileInfo(path).fileName();
}

/// Beside the agent, by its file's name.
QString suggestionFor(const DocumentView &view)
{
    const QFileInfo file(view.path());
    return file.dir().filePath(file.completeBaseName() + u".cassette"_s);
}

QString shortened(const QString &text)
{
    constexpr qsizetype most = 60;
    const QString line = text.simplified();
    return line.size() > most ? line.left(most - 1) + u'\u2026' : line;
}

/// "4 model calls, 2 tool calls · Starter, slipway-demo from demo · 22 Nov 2026 10:05"
QString coverage(const CassetteContent &content)
{
    QString calls = CassetteDesk::tr("%n model calls", nullptr, content.calls);
    if (content.toolCalls > 0)
        calls = CassetteDesk::tr("%1, %2").arg(calls,
                                               CassetteDesk::tr("%n tool calls", nullptr, content.toolCalls));
    const QString model = CassetteDesk::tr("%1 from %2").arg(content.model, content.provider);
    QStringList parts{calls, content.agent.isEmpty() ? model : content.agent + u", "_s + model};
    const QDateTime at = QDateTime::fromString(content.recorded, Qt::ISODate);
    if (at.isValid())
        parts.append(QLocale().toString(at.toLocalTime(), QLocale::ShortFormat));
    return parts.join(u" \u00b7 "_s);
}

QString recordingText(const CassetteUse &use)
{
    const QString what = use.tools
        ? CassetteDesk::tr("Recording to %1 what models and tools say.")
        : CassetteDesk::tr("Recording to %1 what models say. A replay will call the tools for real.");
    return what.arg(nameOf(use.path)) + u' '
        + CassetteDesk::tr("Begin a new conversation, so that it can be said again.");
}

QString replayText(const CassetteUse &use, const CassetteContent &content)
{
    const QString name = use.speed == 1
        ? nameOf(use.path)
        : CassetteDesk::tr("%1, %2").arg(nameOf(use.path), speedText(use.speed));
    QStringList sentences{CassetteDesk::tr("Replaying %1: %2.").arg(name, coverage(content)),
                          content.hasTools
                              ? CassetteDesk::tr("No model is asked.")
                              : CassetteDesk::tr("No model is asked; tools are called for real.")};
    if (!content.begins.isEmpty())
        sentences.append(CassetteDesk::tr("It begins with \u201c%1\u201d.").arg(shortened(content.begins)));
    return sentences.join(u' ');
}

} // namespace

CassetteDesk::CassetteDesk(const Around &around, QWidget *window)
    : QObject(window)
    , m_around(around)
    , m_window(window)
{
    connect(m_around.actions.record, &QAction::triggered, this, [this] { askWhereToRecord(false); });
    connect(m_around.actions.recordTools, &QAction::triggered, this, [this] { askWhereToRecord(true); });
    connect(m_around.actions.replay, &QAction::triggered, this, &CassetteDesk::askWhatToReplay);
    connect(m_around.actions.live, &QAction::triggered, this,
            [this] { m_around.server.start(std::nullopt); });
    for (QAction *each : m_around.actions.speeds)
        connect(each, &QAction::triggered, this, &CassetteDesk::takeSpeed);
    connect(&m_around.host, &ServerHost::cassetteRead, this, &CassetteDesk::take);
    connect(&m_around.host, &ServerHost::cassetteRefused, this, &CassetteDesk::refuse);
    connect(&m_around.server, &ServerDesk::changed, this, &CassetteDesk::follow);
}

void CassetteDesk::askWhereToRecord(bool tools)
{
    const DocumentView *view = m_around.documents.current();
    auto *dialog =
        new QFileDialog(m_window, tr("Record to a new cassette"), suggestionFor(*view), cassetteFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"cassette"_s);
    // Nothing is ever overwritten, so nobody is asked whether it may be.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, tools](const QString &path) { record(path, tools); });
    dialog->open();
}

void CassetteDesk::askWhatToReplay()
{
    const DocumentView *view = m_around.documents.current();
    auto *dialog =
        new QFileDialog(m_window, tr("Replay a cassette"), QFileInfo(view->path()).path(), cassetteFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CassetteDesk::replay);
    dialog->open();
}

void CassetteDesk::record(const QString &path, bool tools)
{
    m_around.server.start(CassetteUse{Kind::Record, path, tools});
}

double CassetteDesk::speed() const
{
    const auto &all = m_around.actions.speeds;
    const auto chosen = std::ranges::find_if(all, &QAction::isChecked);
    return (*chosen)->data().toDouble();
}

void CassetteDesk::takeSpeed()
{
    if (!m_use || m_use->kind != Kind::Replay || m_use->speed == speed())
        return;
    CassetteUse faster = *m_use;
    faster.speed = speed();
    m_around.server.start(faster);
}

void CassetteDesk::replay(const QString &path)
{
    m_wanted = path;
    m_around.host.readCassette(path);
}

void CassetteDesk::take(const QString &path, const CassetteContent &content)
{
    if (path == m_wanted)
        begin(path, content);
    else if (path == m_ended && !m_use)
        showRecorded(path, content);
}

void CassetteDesk::begin(const QString &path, const CassetteContent &content)
{
    m_wanted.clear();
    const DocumentView *view = m_around.documents.current();
    if (!view)
        return;
    const auto start = [this, path, content] {
        m_content = content;
        m_around.server.start(CassetteUse{Kind::Replay, path, content.hasTools, speed()});
    };
    const QString agent = view->card().name;
    if (content.agent.isEmpty() || content.agent == agent)
        return start();
    m_around.documents.banners()
        .show(topic, Banner::Tone::Warning,
              tr("%1 is of another agent than %2: %3.").arg(nameOf(path), agent, coverage(content)))
        ->offer(tr("Replay it anyway"), start);
}

void CassetteDesk::refuse(const QString &path, const QString &sentence)
{
    BannerArea &banners = m_around.documents.banners();
    if (path == m_wanted) {
        m_wanted.clear();
        banners.show(topic, Banner::Tone::Error, sentence);
    } else if (path == m_ended && !m_use) {
        m_ended.clear();
        if (QFileInfo(path).size() > 0)
            banners.show(topic, Banner::Tone::Error, sentence);
        else
            banners.show(topic, Banner::Tone::Info,
                         tr("Nothing was recorded to %1: no model was asked.").arg(nameOf(path)));
    }
}

void CassetteDesk::follow()
{
    const std::optional<CassetteUse> now = m_around.server.cassette();
    if (now == m_use)
        return;
    const std::optional<CassetteUse> before = std::exchange(m_use, now);
    BannerArea &banners = m_around.documents.banners();
    banners.dismiss(topic);
    if (before && before->kind == Kind::Record) {
        m_ended = before->path;
        m_around.host.readCassette(before->path);
    }
    if (now)
        showUse(*now);
}

void CassetteDesk::showUse(const CassetteUse &use)
{
    const bool records = use.kind == Kind::Record;
    m_around.documents.banners()
        .show(topic, records ? Banner::Tone::Warning : Banner::Tone::Info,
              records ? recordingText(use) : replayText(use, m_content))
        ->offer(records ? tr("Stop recording") : tr("Back to live"),
                [this] { m_around.actions.live->trigger(); });
}

void CassetteDesk::showRecorded(const QString &path, const CassetteContent &content)
{
    m_ended.clear();
    m_around.documents.banners()
        .show(topic, Banner::Tone::Info, tr("Recorded %1: %2.").arg(nameOf(path), coverage(content)))
        ->offer(tr("Replay it"), [this, path] { replay(path); });
}

} // namespace ui

#include "moc_CassetteDesk.cpp"
