# SPDX-License-Identifier: GPL-3.0-or-later
function __slipway_templates
    slipway templates 2>/dev/null | string replace -r ' +' \t
end

complete -c slipway -f
complete -c slipway -n __fish_use_subcommand -a serve -d 'Serve an agent file or template over HTTP'
complete -c slipway -n __fish_use_subcommand -a validate -d 'Check agent files'
complete -c slipway -n __fish_use_subcommand -a templates -d 'List the agents that come with Slipway, or copy one'
complete -c slipway -n __fish_use_subcommand -a tools -d 'List the tools of an agent'
complete -c slipway -n __fish_use_subcommand -a call -d 'Call one tool of an agent, without a model'
complete -c slipway -n __fish_use_subcommand -a openapi -d 'Make tools of the OpenAPI document of a web API'
complete -c slipway -n __fish_use_subcommand -a tokens -d 'List, give out or revoke the tokens of programs'
complete -c slipway -n __fish_use_subcommand -a attack -d 'Try known attacks on a server of your own'
complete -c slipway -n __fish_use_subcommand -a prices -d 'List what models cost'
complete -c slipway -n __fish_use_subcommand -a usage -d 'Tell what models were used for'
complete -c slipway -n __fish_use_subcommand -a doctor -d 'Check this machine and the model of an agent'
complete -c slipway -n __fish_use_subcommand -l version -d 'Print the version'
complete -c slipway -l help -d 'Print the help'

complete -c slipway -n '__fish_seen_subcommand_from serve validate doctor templates tools call' -a '(__slipway_templates)'
complete -c slipway -n '__fish_seen_subcommand_from serve validate doctor tools call' -a '(__fish_complete_suffix .yaml)'

complete -c slipway -n '__fish_seen_subcommand_from serve' -l port -x -d 'Port to listen on'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l host -x -a '127.0.0.1 ::1 0.0.0.0' -d 'Address to listen on'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l token -x -d 'Token that clients must send'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l log-file -r -F -d 'Write the activity log to this file, too'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l metrics -d 'Serve GET /metrics, for a Prometheus'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l require-token -d 'Clients must show a token on this machine, too'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l allow-origin -x -d 'Origin of a web page that may call'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l allow-host -x -d 'Further name of this machine'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l no-playground -d 'Do not serve the chat page'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l record -r -F -d 'Record all model traffic to this file'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l record-tools -d 'Record what tools give, too'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l replay -r -F -d 'Answer from this recording'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l speed -x -d 'How much faster than recorded'
complete -c slipway -n '__fish_seen_subcommand_from serve' -l keep-runs -x -d 'How many runs are kept'

complete -c slipway -n '__fish_seen_subcommand_from validate' -l schema -d 'Print the JSON Schema of agent files'
complete -c slipway -n '__fish_seen_subcommand_from tools call' -l json -d 'Print JSON'
complete -c slipway -n '__fish_seen_subcommand_from call' -l cases -d 'Call the named cases beside the agent file'
complete -c slipway -n '__fish_seen_subcommand_from call' -l edges -d 'Call the tool with the edge cases of its schema'
complete -c slipway -n '__fish_seen_subcommand_from openapi' -F
complete -c slipway -n '__fish_seen_subcommand_from openapi' -l list -d 'List its operations only'
complete -c slipway -n '__fish_seen_subcommand_from openapi' -l operation -x -d 'Take this operation'
complete -c slipway -n '__fish_seen_subcommand_from openapi' -l into -r -F -d 'Add the tools to this agent file'
complete -c slipway -n '__fish_seen_subcommand_from openapi' -l server -x -d 'Where the API is'
complete -c slipway -n '__fish_seen_subcommand_from usage' -l by -x -a 'day session client model agent' -d 'What to add up by'
complete -c slipway -n '__fish_seen_subcommand_from usage' -l limit -x -d 'How many lines'
complete -c slipway -n '__fish_seen_subcommand_from tokens' -a 'add revoke'
complete -c slipway -n '__fish_seen_subcommand_from tokens' -l scope -x -a 'chat tools runs admin' -d 'What it is good for'
complete -c slipway -n '__fish_seen_subcommand_from tokens' -l per-minute -x -d 'Requests a minute at most'
complete -c slipway -n '__fish_seen_subcommand_from prices' -l edit-path -d 'Print the path of your own table'
