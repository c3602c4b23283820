// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Keychain.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace app {
namespace {

const QString service = u"io.github.slipway.Slipway"_s;

Keychain::Answer answerOf(const QKeychain::Job &job)
{
    using Outcome = Keychain::Answer::Outcome;
    if (job.error() == QKeychain::NoError)
        return {};
    const Outcome outcome = job.error() == QKeychain::EntryNotFound ? Outcome::Missing : Outcome::Failed;
    return {outcome, {}, job.errorString()};
}

// The job deletes itself when it has finished.
void start(QKeychain::Job *job, const QString &name, QObject *context, const std::function<void()> &finished)
{
    job->setKey(name);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, context, finished);
    job->start();
}

} // namespace

void SystemKeychain::write(const QString &name, const QString &secret, QObject *context, const Take &take)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setTextData(secret);
    start(job, name, context, [job, take] { take(answerOf(*job)); });
}

void SystemKeychain::read(const QString &name, QObject *context, const Take &take)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    start(job, name, context, [job, take] {
        Answer answer = answerOf(*job);
        answer.secret = job->textData();
        take(answer);
    });
}

void SystemKeychain::remove(const QString &name, QObject *context, const Take &take)
{
    auto *job = new QKeychain::DeletePasswordJob(service);
    start(job, name, context, [job, take] { take(answerOf(*job)); });
}

} // namespace app
