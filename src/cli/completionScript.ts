/** The shells that losslab completes in. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** The shell of an environment, by its `SHELL`; bash where that is another. */
export function shellOf(env: Readonly<Record<string, string | undefined>>): Shell {
  const name = env['SHELL']?.split('/').at(-1);
  return shells.find(shell => shell === name) ?? 'bash';
}

/**
 * A script that makes a shell complete commands, options, and their values; where there is nothing to complete, files. It
 * asks losslab itself, with the words so far behind `--get-yargs-completions`.
 */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}

const scripts: Readonly<Record<Shell, string>> = {
  bash: `# losslab completion bash >> ~/.bashrc
_losslab_completions()
{
    local word="\${COMP_WORDS[COMP_CWORD]}"
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "$(losslab --get-yargs-completions "\${COMP_WORDS[@]}" 2>/dev/null)" -- "$word"))
    return 0
}
complete -o bashdefault -o default -F _losslab_completions losslab`,
  zsh: `#compdef losslab
# losslab completion zsh >> ~/.zshrc
_losslab_completions()
{
    local -a replies
    replies=(\${(f)"$(losslab --get-yargs-completions "\${words[@]}" 2>/dev/null)"})
    if (( \${#replies} )); then
        compadd -- "\${replies[@]}"
    else
        _files
    fi
}
compdef _losslab_completions losslab`,
  fish: `# losslab completion fish > ~/.config/fish/completions/losslab.fish
function __losslab_completions
    losslab --get-yargs-completions (commandline -opc) (commandline -ct) 2>/dev/null
end
complete -c losslab -a '(__losslab_completions)'`,
};
