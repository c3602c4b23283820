// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Footer.h"

#include "ui/theme/Controls.h"

#include <QDir>
#include <QHash>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {
namespace {

QString withoutHome(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

QToolButton *statusButton(const QString &name)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setProperty("look", u"status"_s);
    button->setFocusPolicy(Qt::TabFocus);
    button->hide();
    return button;
}

} // namespace

Footer::Footer(const Theme &theme, QWidget *parent)
    : QStatusBar(parent)
    , m_file(label({}))
    , m_waiting(statusButton(u"waiting"_s))
    , m_problems(statusButton(u"problems"_s))
    , m_cursor(label({}))
    , m_usage(statusButton(u"usageToday"_s))
    , m_provider(label({}))
{
    setSizeGripEnabled(false);
    setFixedHeight(28); // or the window above grows and shrinks by a pixel with what stands here
    setContentsMargins(4, 0, 4, 0);
    m_file->setObjectName(u"savedPath"_s);
    m_cursor->setObjectName(u"cursor"_s);
    m_cursor->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_provider->setObjectName(u"provider"_s);
    m_file->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_waiting->setIcon(theme.icon(u"hand"_s, Token::Warn));
    m_usage->setIcon(theme.icon(u"gauge"_s));
    for (QToolButton *pictured : {m_waiting, m_usage}) {
        pictured->setIconSize({17, 13});
        pictured->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
    connect(m_usage, &QToolButton::clicked, this, [this] { emit usageClicked(m_usage); });
    m_waiting->setProperty("tone", u"warning"_s);
    connect(m_waiting, &QToolButton::clicked, this, &Footer::waitingClicked);
    connect(m_problems, &QToolButton::clicked, this, &Footer::problemsClicked);
    m_reading.setSingleShot(true);
    m_reading.setInterval(5s);
    connect(&m_reading, &QTimer::timeout, this, &Footer::showLeft);
    addWidget(m_file, 1);
    addPermanentWidget(m_waiting);
    addPermanentWidget(m_problems);
    addPermanentWidget(m_cursor);
    addPermanentWidget(m_usage);
    addPermanentWidget(m_provider);
    setAgent({});
}

void Footer::setFile(const QString &path, bool modified)
{
    const QString shown = withoutHome(path);
    m_file->setToolTip(path);
    const QString text = modified ? tr("Not saved \u00b7 %1") : tr("Saved \u00b7 %1");
    m_where = path.isEmpty() ? QString() : text.arg(shown);
    showLeft();
    m_cursor->setVisible(!path.isEmpty());
}

void Footer::setProblems(int errors, int warnings)
{
    QStringList parts;
    if (errors > 0)
        parts.append(tr("%n problems", nullptr, errors));
    if (warnings > 0)
        parts.append(tr("%n warnings", nullptr, warnings));
    m_problems->setVisible(!parts.isEmpty());
    m_problems->setText(parts.join(u", "_s));
    m_problems->setAccessibleName(tr("%1, show the first").arg(m_problems->text()));
}

void Footer::setWaiting(int count)
{
    m_waiting->setVisible(count > 0);
    m_waiting->setText(tr("%n waiting for you", nullptr, count));
    m_waiting->setAccessibleName(tr("%1, show them").arg(m_waiting->text()));
}

void Footer::setUsage(const QString &sentence, bool isNearLimit)
{
    m_usage->setVisible(!sentence.isEmpty());
    m_usage->setText(sentence);
    m_usage->setToolTip(isNearLimit ? tr("Close to a limit of the agent") : tr("What this agent has used"));
    m_usage->setAccessibleName(tr("%1. %2.").arg(sentence, m_usage->toolTip()));
    setStyled(m_usage, "tone", isNearLimit ? QVariant(u"warning"_s) : QVariant());
}

void Footer::setCursor(int line, int column)
{
    const QString text = tr("Ln %1, Col %2").arg(line).arg(column);
    // A size of its own for each place would lay the whole window out again at each key.
    m_cursor->ensurePolished();
    const int pixels =
        std::max(m_cursor->fontMetrics().horizontalAdvance(text) + 14, m_cursor->minimumWidth());
    m_cursor->setFixedSize(pixels, m_cursor->fontMetrics().height() + 2);
    m_cursor->setText(text);
}

void Footer::setAgent(const ServedAgent &agent)
{
    if (agent.provider.isEmpty()) {
        setProvider(agent.path.isEmpty() ? tr("Not running") : tr("Running"));
        return;
    }
    QStringList parts{providerName(agent.provider)};
    if (!agent.model.isEmpty() && agent.model != agent.provider)
        parts[0] += u' ' + agent.model;
    if (!agent.reason.isEmpty())
        parts.append(agent.reason);
    setProvider(parts.join(u" \u00b7 "_s));
}

void Footer::setProvider(const QString &sentence)
{
    m_sentence = sentence;
    m_provider->setAccessibleName(sentence);
    fit();
}

void Footer::fit()
{
    m_provider->ensurePolished();
    const QString shown = m_provider->fontMetrics().elidedText(m_sentence, Qt::ElideRight, width() * 2 / 5);
    m_provider->setText(shown);
    m_provider->setToolTip(shown == m_sentence ? QString() : m_sentence);
}

void Footer::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    fit();
}

void Footer::say(const QString &sentence)
{
    m_remark = sentence;
    m_reading.start();
    showLeft();
}

// A status bar's own message stands apart from its labels, so the file's label lends its place.
void Footer::showLeft()
{
    m_file->setText(m_reading.isActive() ? m_remark : m_where);
}

QString Footer::providerName(const QString &provider)
{
    const QHash<QString, QString> names{{u"anthropic"_s, u"Anthropic"_s},    {u"demo"_s, tr("Offline demo")},
                                        {u"gemini"_s, u"Gemini"_s},          {u"local"_s, tr("Local echo")},
                                        {u"ollama"_s, u"Ollama"_s},          {u"openai"_s, u"OpenAI"_s},
                                        {u"openai-responses"_s, u"OpenAI"_s}};
    return names.value(provider, provider);
}

} // namespace ui

#include "moc_Footer.cpp"
