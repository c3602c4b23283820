// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/base/Error.h"
#include "agent/base/FileWatch.h"
#include "server/tokens/Token.h"

#include <functional>
#include <optional>

namespace server {

/// The tokens of a person, in a JSON file that only they can read. Several programs may use it at once: each
/// change is made to what the file holds at that moment, and noticed by the others. A token is 256 random
/// bits, so a plain hash of it cannot be turned back.
class TokenFile : public QObject, public http::TokenBook
{
    Q_OBJECT
public:
    /// `path` need not exist; an empty one is no file, and nothing can be given out.
    explicit TokenFile(QString path);

    /// What could not be read when that was last tried, with the name of the file. The tokens read before
    /// hold on until there are others.
    const std::optional<agent::Error> &fault() const { return m_fault; }
    const QList<Token> &tokens() const { return m_tokens; }

    /// Gives out a token and returns it: it is told this once. Errors: InvalidInput (the wish; `where` is its
    /// JSON pointer), Conflict (the name is taken), and those of the file.
    agent::Result<QByteArray> give(const TokenWish &wish);
    /// From now on it is unknown. NotFound names the nearest; and those of the file.
    agent::Result<> revoke(const QString &name);

    std::optional<http::Principal> holderOf(QByteArrayView token) const override;
    bool isEmpty() const override { return m_tokens.isEmpty(); }

signals:
    /// Another program has changed the file, or it cannot be read any more.
    void changed();

private:
    void read();
    agent::Result<> change(const std::function<agent::Result<>()> &deed);
    agent::Result<> write() const;

    QString m_path;
    agent::FileWatch m_watch;
    std::optional<agent::Error> m_fault;
    QList<Token> m_tokens;
};

} // namespace server
