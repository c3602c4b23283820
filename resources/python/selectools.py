# SPDX-License-Identifier: GPL-3.0-or-later
"""What Slipway supplies under this name, so that a file of tools needs no package: tool, Tool and ToolParameter."""


class ToolParameter:
    """A parameter that is described by hand."""

    def __init__(self, name, param_type=str, description="", required=True, enum=None):
        self.name = name
        self.param_type = param_type
        self.description = description
        self.required = required
        self.enum = enum


class Tool:
    """A function with what a model is told of it. It can still be called as the function."""

    def __init__(self, name=None, description=None, parameters=None, function=None, injected_kwargs=None,
                 config_injector=None, **_flags):
        self.name = name or getattr(function, "__name__", None)
        self.description = description or getattr(function, "__doc__", None) or ""
        self.parameters = parameters or []
        self.function = function
        self.injected_kwargs = injected_kwargs or {}
        self.config_injector = config_injector
        self.__doc__ = getattr(function, "__doc__", None)

    def injected(self):
        """The arguments that the file gives and the model does not see."""
        found = dict(self.injected_kwargs)
        if self.config_injector:
            found.update(self.config_injector() or {})
        return found

    def __call__(self, *args, **kwargs):
        return self.function(*args, **{**self.injected(), **kwargs})


def tool(function=None, *, name=None, description=None, param_metadata=None, injected_kwargs=None,
         config_injector=None, **_flags):
    """Marks a function as a tool: @tool, or @tool(name=…, description=…, param_metadata={…})."""

    def marked(function):
        return Tool(name, description, None, function, injected_kwargs, config_injector)

    return marked(function) if function is not None else marked


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise ImportError("the module selectools that Slipway supplies has no %r, only tool, Tool and ToolParameter" % name)
