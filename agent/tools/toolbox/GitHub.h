// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tools/http/Fetch.h"
#include "agent/values/Environment.h"

/// Requests to GitHub's REST API (version 2022-11-28) at https://api.github.com, or at GITHUB_API_URL, which
/// may be anywhere. With GITHUB_TOKEN, if it is set; a redirect to another origin does not carry it on.
/// Errors of all: InvalidInput (what cannot be a repository, path or address). Any thread.
namespace agent::github {

Result<FetchRequest> searchRepositories(const QString &query, qint64 mostResults,
                                        const Environment &environment);
/// `repository` is "owner/name", `reference` a branch, tag or commit.
Result<FetchRequest> getFile(const QString &repository, const QString &path, const QString &reference,
                             const Environment &environment);
Result<FetchRequest> listIssues(const QString &repository, const QString &state, qint64 mostResults,
                                const Environment &environment);

/// What the answers tell a model. Errors of all: NotFound; Unauthorized (GITHUB_TOKEN is not accepted);
/// RateLimited; InvalidInput (no JSON, more than is read); those of failureIn().
Result<QString> repositoriesIn(const FetchReply &reply, const QString &query);
/// The text of the file, at most 100,000 characters. Errors too: InvalidInput (a folder, no text).
Result<QString> fileIn(const FetchReply &reply, const QString &path);
/// Pull requests, which GitHub counts among them, are left out.
Result<QString> issuesIn(const FetchReply &reply, const QString &repository, qint64 mostResults);

} // namespace agent::github
