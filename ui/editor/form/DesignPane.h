// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/EditorServices.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace ui {

class AgentDocument;
class Form;
class ServersCard;
class Theme;
class ToolsCard;

/// The form half of a document. While the text cannot be read it shows what could be read last, disabled,
/// and says where the fault is.
class DesignPane : public QWidget
{
    Q_OBJECT
public:
    /// All must outlive the pane, what `services` point to as well.
    DesignPane(const Theme &theme, AgentDocument &document, const EditorServices &services,
               QWidget *parent = nullptr);

    void commit(); ///< Makes what is being typed part of the text.
    ToolsCard &tools() const { return *m_tools; }
    ServersCard &servers() const { return *m_servers; }
    /// Brings the field for this value into sight, with the focus; false if there is none that can be used.
    bool showField(const QString &pointer);

signals:
    void problemRequested(int index); ///< To show this problem in the YAML.
    void sourceRequested(const QString &pointer);
    void startWanted();                    ///< The server is to be started with this agent.
    void refused(const QString &sentence); ///< An edit could not be made.

private:
    QWidget *makeBanner();
    QWidget *makeCards(const Theme &theme, const EditorServices &services);
    void refresh();

    AgentDocument &m_document;
    Form *m_form;
    QWidget *m_banner = nullptr;
    QLabel *m_sentence = nullptr;
    QWidget *m_cards = nullptr;
    ToolsCard *m_tools = nullptr;
    ServersCard *m_servers = nullptr;
    QScrollArea *m_scroll;
};

} // namespace ui
