// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/providers/wire/ModelStream.h"

#include <QJsonObject>
#include <QMap>

namespace agent {

namespace responses {
struct Event;
struct Response;
} // namespace responses

/// Reads the events of a Responses API stream, or one response that was not streamed.
class ResponsesStream : public ModelStream
{
public:
    Result<QList<ModelDelta>> accept(const QByteArray &record) override;
    bool isEnded() const override { return m_response.has_value(); }
    Result<ModelReply> finish() const override;

private:
    struct Item
    {
        QJsonObject item;  ///< As last told: complete once the item is done.
        QString arguments; ///< Of a call: JSON as text.
    };
    /// How it ended.
    struct Ending
    {
        QString reason; ///< Why it is incomplete; empty when it is complete.
        std::optional<Usage> usage;
    };

    Result<QList<ModelDelta>> take(const QString &kind, const responses::Event &event);
    QList<ModelDelta> takeDelta(const QString &kind, int index, const QString &delta);
    void closeItem(int index, const QJsonObject &item);
    Result<QList<ModelDelta>> takeWhole(const responses::Response &response);
    Result<QList<ModelDelta>> end(const responses::Response &response);
    Message message() const;

    QString m_text;          // text and refusal
    QMap<int, Item> m_items; // by the wire's index, which is their order
    std::optional<Ending> m_response;
};

} // namespace agent
