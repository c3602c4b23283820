// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/WebPane.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QMenu>
#include <QVBoxLayout>
#include <QWebEngineNewWindowRequest>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineSettings>
#include <QWebEngineView>

#include <functional>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QWebEnginePermission>
#endif
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ui {
namespace {

/// Camera, microphone, place: the page needs none of it.
void denyEverything(QWebEnginePage *page)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QObject::connect(page, &QWebEnginePage::permissionRequested, page,
                     [](const QWebEnginePermission &permission) { permission.deny(); });
#else
    QObject::connect(page, &QWebEnginePage::featurePermissionRequested, page,
                     [page](const QUrl &origin, QWebEnginePage::Feature feature) {
                         page->setFeaturePermission(origin, feature, QWebEnginePage::PermissionDeniedByUser);
                     });
#endif
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port() == b.port();
}

/// Stays where it was sent: navigation to another origin is refused, and a click on it reported.
class HomePage : public QWebEnginePage
{
public:
    using QWebEnginePage::QWebEnginePage;
    QUrl home;
    std::function<void(const QUrl &link)> ledAway;

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override
    {
        if (isMainFrame && isSameOrigin(url, home))
            return true;
        if (type == NavigationTypeLinkClicked)
            ledAway(url);
        return false;
    }
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &, int,
                                  const QString &) override
    {
    }
};

// What the page cannot know by itself: how it is to look, and that links to the agent file lead somewhere.
QString themeScript(const Theme &theme)
{
    return u"document.documentElement.dataset.theme='%1';document.documentElement.dataset.window='';"_s.arg(
        theme.isDark() ? u"dark"_s : u"light"_s);
}

QWebEngineScript atDocumentReady(const QString &source)
{
    QWebEngineScript script;
    script.setName(u"theme"_s);
    script.setSourceCode(source);
    script.setInjectionPoint(QWebEngineScript::DocumentReady);
    script.setWorldId(QWebEngineScript::ApplicationWorld);
    return script;
}

} // namespace

QString WebPane::obstacle()
{
#ifdef Q_OS_UNIX
    const bool sandboxIsOff = qEnvironmentVariableIsSet("QTWEBENGINE_DISABLE_SANDBOX")
        || qEnvironmentVariable("QTWEBENGINE_CHROMIUM_FLAGS").contains(u"--no-sandbox"_s);
    if (::geteuid() == 0 && !sandboxIsOff)
        return tr("Slipway runs as root, and the built-in web view refuses to work for root. "
                  "The playground works in your browser.");
#endif
    return {};
}

WebPane::WebPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_profile(new QWebEngineProfile(this)) // without a name it keeps nothing
    , m_view(new QWebEngineView(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_view);
    m_view->setAccessibleName(tr("Playground"));
    m_view->setObjectName(u"playgroundView"_s);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &WebPane::showMenu);
    buildPage();
    connect(&m_theme, &Theme::changed, this, &WebPane::colourPage);
    colourPage();
}

WebPane::~WebPane()
{
    // A profile must not go before its page.
    delete m_view;
}

void WebPane::buildPage()
{
    auto *page = new HomePage(m_profile, m_view);
    m_view->setPage(page);
    QWebEngineSettings *settings = page->settings();
    settings->setAttribute(QWebEngineSettings::JavascriptCanAccessClipboard, true); // its copy buttons
    settings->setAttribute(QWebEngineSettings::PdfViewerEnabled, false);
    settings->setAttribute(QWebEngineSettings::FullScreenSupportEnabled, false);
    settings->setAttribute(QWebEngineSettings::NavigateOnDropEnabled, false);
    page->ledAway = [this](const QUrl &link) { leadAway(link); };
    connect(page, &QWebEnginePage::newWindowRequested, this, [this](QWebEngineNewWindowRequest &request) {
        if (request.isUserInitiated())
            emit linkClicked(request.requestedUrl());
    });
    denyEverything(page);
    connect(page, &QWebEnginePage::loadFinished, this, [this](bool loaded) {
        // The widget that takes the input is new with each renderer.
        if (QWidget *input = m_view->focusProxy())
            input->installEventFilter(this);
        if (!loaded)
            emit failed();
    });
    connect(page, &QWebEnginePage::renderProcessTerminated, this, &WebPane::failed);
}

bool WebPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::KeyPress)
        m_sinceInput.start();
    return QWidget::eventFilter(watched, event);
}

void WebPane::leadAway(const QUrl &link)
{
    constexpr int clickMilliseconds = 1000;
    if (!m_sinceInput.isValid() || m_sinceInput.hasExpired(clickMilliseconds))
        return;
    const QString command = u"edit"_s;
    if (link.scheme() != u"slipway")
        emit linkClicked(link);
    else if (link.path().startsWith(command + u'/'))
        emit placeWanted(link.path().mid(command.size()));
}

void WebPane::load(const QUrl &page)
{
    static_cast<HomePage *>(m_view->page())->home = page;
    m_view->load(page);
}

void WebPane::colourPage()
{
    QWebEnginePage *page = m_view->page();
    const QString script = themeScript(m_theme);
    page->setBackgroundColor(m_theme.color(Token::Surface));
    page->scripts().clear();
    page->scripts().insert(atDocumentReady(script));
    page->runJavaScript(script, QWebEngineScript::ApplicationWorld);
}

void WebPane::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto &[what, text] :
         {std::pair{QWebEnginePage::Copy, tr("Copy")}, std::pair{QWebEnginePage::Paste, tr("Paste")},
          std::pair{QWebEnginePage::SelectAll, tr("Select all")}}) {
        QAction *action = m_view->pageAction(what);
        action->setText(text);
        action->setIcon({});
        if (action->isEnabled())
            menu->addAction(action);
    }
    menu->popup(m_view->mapToGlobal(position));
}

} // namespace ui

#include "moc_WebPane.cpp"
