// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/ModelWire.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

class Theme;

/// The model servers found on this machine, each with a button that takes it. Nothing is shown as long as
/// none is found.
class LocalOffers : public QWidget
{
    Q_OBJECT
public:
    /// `theme` must outlive it.
    explicit LocalOffers(const Theme &theme, QWidget *parent = nullptr);

    void setServers(const QList<LocalServer> &servers);
    /// What the agent asks for now, to know the server in use.
    void setInUse(const QString &provider, const QString &baseUrl);

signals:
    void chosen(const ui::LocalServer &server);

private:
    void rebuild();
    void addRow(const LocalServer &server);
    bool isInUse(const LocalServer &server) const;

    const Theme &m_theme;
    QList<LocalServer> m_servers;
    QString m_provider;
    QString m_baseUrl;
    QVBoxLayout *m_rows;
};

} // namespace ui
