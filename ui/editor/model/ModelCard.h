// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/ModelClient.h"
#include "ui/editor/EditorServices.h"

#include <QFrame>

#include <memory>

class QToolButton;

namespace ui {

class CheckPanel;
class Form;
class KeyRow;
class LineField;
class LocalOffers;
class ModelPicker;
class Theme;

/// Who answers for the agent: provider, model, address, key; whether that works; and what else there is to
/// choose from. Remote services are asked for nothing unless somebody presses a button.
class ModelCard : public QFrame
{
    Q_OBJECT
public:
    /// All must outlive the card, what `services` point to as well.
    ModelCard(const Theme &theme, Form &form, const EditorServices &services, QWidget *parent = nullptr);

private:
    QWidget *makeModel(const Theme &theme);
    QWidget *makeServer();
    void makeKey(const Theme &theme);
    void makeQuestions(const Theme &theme);
    void connectModels();
    void connectTest();
    void connectOffers();
    void refresh();
    void showKey();
    void test();
    void listModels();
    void use(const LocalServer &server);
    QString valueAt(const QString &pointer) const;

    Form &m_form;
    EditorServices m_services;
    std::unique_ptr<ModelClient> m_client;
    LineField *m_model = nullptr;
    QToolButton *m_list = nullptr;
    KeyRow *m_key = nullptr;
    CheckPanel *m_check = nullptr;
    LocalOffers *m_offers = nullptr;
    ModelPicker *m_picker = nullptr;
    QStringList m_tested; ///< What the steps shown are of.
};

} // namespace ui
