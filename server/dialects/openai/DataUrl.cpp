// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialects/openai/DataUrl.h"

#include "server/dialects/RequestRules.h"

using namespace Qt::StringLiterals;
using namespace agent;

namespace server::openai {

Result<Attachment> attachmentIn(const QString &url)
{
    const QString scheme = u"data:"_s;
    const QString coding = u";base64"_s;
    const qsizetype comma = url.indexOf(u',');
    if (!url.startsWith(scheme, Qt::CaseInsensitive) || comma < 0)
        return fail(ErrorKind::InvalidInput,
                    u"only data: URLs are taken, since nothing is fetched on behalf of a client"_s);
    const QString head = url.mid(scheme.size(), comma - scheme.size());
    if (!head.endsWith(coding, Qt::CaseInsensitive))
        return fail(ErrorKind::InvalidInput, u"expected a data: URL in base64"_s);
    const QString data = url.mid(comma + 1);
    if (const Result<> readable = checkBase64(data); !readable)
        return tl::unexpected(readable.error());
    const QString mediaType = head.section(u';', 0, 0).toLower();
    return Attachment{mediaType.isEmpty() ? u"text/plain"_s : mediaType, data, {}};
}

} // namespace server::openai
