// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace http {

/// Who may use a route. A route has one; there is no default.
enum class Scope {
    Public,  ///< Anybody who passes the Host and Origin checks.
    Chat,    ///< Who may talk to the agent.
    Tools,   ///< Who may call its tools alone.
    Runs,    ///< Who may look at runs and reach into them.
    Control, ///< The window, and who else may do everything; nobody without a token.
};

/// Who asks, as far as its token tells.
struct Principal
{
    QString name;              ///< Empty: somebody without a token of its own.
    QList<Scope> scopes;       ///< Control stands for all.
    int requestsPerMinute = 0; ///< At most; 0: as many as it likes.

    bool may(Scope scope) const
    {
        return scope == Scope::Public || scopes.contains(scope) || scopes.contains(Scope::Control);
    }
};

/// Who knows the tokens that people have given out. Server thread only.
class TokenBook
{
public:
    /// Whose token that is; nobody's if it is empty or was never given out. How long it takes must not tell
    /// how much of a token was right.
    virtual std::optional<Principal> holderOf(QByteArrayView token) const = 0;
    virtual bool isEmpty() const = 0;

protected:
    ~TokenBook() = default;
};

} // namespace http
