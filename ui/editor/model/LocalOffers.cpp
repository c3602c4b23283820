// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/model/LocalOffers.h"

#include "ui/theme/Controls.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

LocalOffers::LocalOffers(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(u"localOffers"_s);
    m_rows->setContentsMargins({});
    m_rows->setSpacing(6);
    hide();
}

void LocalOffers::setServers(const QList<LocalServer> &servers)
{
    if (servers == m_servers)
        return;
    m_servers = servers;
    rebuild();
}

void LocalOffers::setInUse(const QString &provider, const QString &baseUrl)
{
    if (provider == m_provider && baseUrl == m_baseUrl)
        return;
    m_provider = provider;
    m_baseUrl = baseUrl;
    rebuild();
}

void LocalOffers::rebuild()
{
    // Not at once: one of the buttons may be what brought this about.
    for (QWidget *row : findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        row->hide();
        m_rows->removeWidget(row);
        row->deleteLater();
    }
    for (const LocalServer &server : std::as_const(m_servers))
        addRow(server);
    setVisible(!m_servers.isEmpty());
}

bool LocalOffers::isInUse(const LocalServer &server) const
{
    // Ollama is known by its name; the others share a provider and differ by their address.
    const bool isAtHome = m_baseUrl.isEmpty() && server.provider == u"ollama"_s;
    return server.provider == m_provider && (isAtHome || server.baseUrl == m_baseUrl);
}

void LocalOffers::addRow(const LocalServer &server)
{
    const int count = int(server.models.size());
    auto *row = new QWidget;
    QLabel *text = label(count > 0 ? tr("%1 on this machine: %n model(s)", nullptr, count).arg(server.title)
                                   : tr("%1 on this machine has no models yet").arg(server.title),
                         u"hint"_s);
    text->setWordWrap(true);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(10);
    line->addWidget(text, 1);
    if (isInUse(server)) {
        line->addWidget(label(tr("In use"), u"hint"_s));
    } else if (count > 0) {
        QPushButton *use = button(m_theme, u"monitor"_s, tr("Use %1").arg(server.title));
        use->setObjectName(u"use "_s + server.title);
        use->setProperty("compact", true);
        connect(use, &QPushButton::clicked, this, [this, server] { emit chosen(server); });
        line->addWidget(use);
    }
    m_rows->addWidget(row);
}

} // namespace ui

#include "moc_LocalOffers.cpp"
