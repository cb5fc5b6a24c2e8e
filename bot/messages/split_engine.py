"""The fixed text of the script that builds a branch for each part; bot.messages.split_script adds what is in them."""

START = r"""#!/usr/bin/env bash
# Builds one branch for each part of a pull request, with plain git. Save it as a file and run it inside the repository,
# with bash or zsh. Nothing on disk is changed and nothing is pushed. Run it again with the word "undo" to take it back:
# branches that you have not changed since are removed, others are kept.
set -eu
export GIT_LITERAL_PATHSPECS=1 LC_ALL=C
me=$0
say() { printf '%s\n' "$*" >&2; }
cd "$(git rev-parse --show-toplevel)"
record=$(git rev-parse --absolute-git-dir)/onesitting-split
if [ "${1:-}" = undo ]; then
  [ -f "$record" ] || { say 'There is nothing to undo here.'; exit 2; }
  while read -r tip branch; do
    if [ "$branch" != "$(git symbolic-ref -q --short HEAD || true)" ] &&
       git update-ref -d "refs/heads/$branch" "$tip" 2>/dev/null; then
      say "removed $branch"
    else
      say "kept $branch: you are on it, or it is not as this script left it"
    fi
  done < "$record"
  rm -f "$record"
  exit 0
fi
fetched() { # a ref of the pull request's repository
  git fetch -q "$remote" "$1" && git rev-parse FETCH_HEAD && return
  say "git could not fetch $1 from $remote; to use a remote of yours: ONESITTING_REMOTE=origin bash $me"
  return 2
}
at=$(printf '\100') # this sign, written out, could call people
"""

CHECKS = r"""prefix=${ONESITTING_PREFIX:-split}
for commit in "$base" "$head"; do
  git cat-file -e "$commit^{commit}" 2>/dev/null || { say "$commit is not here: git fetch it first."; exit 2; }
done
[ -z "$(git status --porcelain --untracked-files=no)" ] || {
  say 'There is uncommitted work, which would be in no part: commit or stash it first.'
  exit 2
}
[ ! -e "$record" ] || { say "An earlier run is not undone: bash $me undo"; exit 2; }
"""

BUILD = r"""
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_INDEX_FILE=$work/index
tab=$(printf '\t')
number=0
part() { number=$1; printf '%s\n' "$2" > "$work/title$1"; }
take() { # path, lines added (as the head counts them), lines removed (as the base does), old path
  printf '%s\t%s\t%s\t%s\t%s\n' "$number" "$2" "${3:--}" "${4:--}" "$1" >> "$work/plan"
}
# Puts a file together from both sides, line by line: what no part touches is on both and must be the same.
lines='
function mark(list, into,   n, i, m, ends, ranges, line) {
  n = list == "-" ? 0 : split(list, ranges, ",")
  for (i = 1; i <= n; i++) {
    m = split(ranges[i], ends, "-")
    for (line = ends[1] + 0; line <= ends[m] + 0; line++) into[line] = 1
  }
}
function put(text, last) { printf "%s%s", gap, text; gap = "\n"; open = last }
BEGIN {
  FS = "\t"
  while ((getline row < ENVIRON["plan"]) > 0) {
    split(row, is, "\t")
    if (is[5] != ENVIRON["name"]) continue
    mark(is[2], added); mark(is[3], removed)
    if (index(ENVIRON["wanted"], " " is[1] " ")) { mark(is[2], comes); mark(is[3], goes) }
  }
  while ((getline row < ENVIRON["old"]) > 0) base[++bases] = row
  while ((getline row < ENVIRON["new"]) > 0) head[++heads] = row
  b = h = 1
  while (b <= bases || h <= heads) {
    old_end = b == bases && ENVIRON["old_open"]
    new_end = h == heads && ENVIRON["new_open"]
    if (b <= bases && b in removed) { if (!(b in goes)) put(base[b], old_end); b++ }
    else if (h <= heads && h in added) { if (h in comes) put(head[h], new_end); h++ }
    else if (b <= bases && h <= heads && base[b] "" == head[h] "") { put(head[h], new_end); b++; h++ }
    else exit 3
  }
  if (gap != "" && !open) printf "\n"
}'
is_open() { [ -n "$(tail -c 1 "$1")" ] && printf 1 || true; }
text() { # file, its old name, numbers of parts -> the text with those parts in it
  git cat-file blob "$base:$2" > "$work/old" 2>/dev/null || : > "$work/old"
  git cat-file blob "$head:$1" > "$work/new"
  plan=$work/plan old=$work/old new=$work/new name=$1 wanted=" $3 " \
    old_open=$(is_open "$work/old") new_open=$(is_open "$work/new") awk "$lines"
}
moved() {
  say "This plan does not fit $1: the pull request has changed since. Take the script of its latest check run."
  exit 3
}
put_file() { # file, its old name, numbers of the parts that are in, and of all that touch it
  entry=$(git ls-tree "$head" -- "$1")
  [ -n "$entry" ] || { git update-index --force-remove -- "$1"; return 0; }
  mode=${entry%% *}; entry=${entry%%"$tab"*}; blob=${entry##* }
  if [ "$3" != "$4" ]; then
    text "$1" "$2" "$3" > "$work/text" || moved "$1"
    blob=$(git hash-object -w --no-filters -- "$work/text")
  fi
  git update-index --add --replace --cacheinfo "$mode,$blob,$1"
}
tree() { # numbers of parts -> the tree of the base with those parts in it
  git read-tree "$base"
  awk -F '\t' -v wanted=" $* " '
    function more(list, number) { return list (list == "" ? "" : " ") number }
    { all[$5] = more(all[$5], $1); if ($4 != "-") old[$5] = $4 }
    index(wanted, " " $1 " ") { if (!($5 in here)) order[++n] = $5; here[$5] = more(here[$5], $1) }
    END { for (i = 1; i <= n; i++) { p = order[i]; print here[p] "\t" all[p] "\t" (p in old ? old[p] : p) "\t" p } }
  ' "$work/plan" > "$work/files"
  while IFS=$tab read -r here every was name; do
    [ "$was" = "$name" ] || git update-index --force-remove -- "$was" # first: another file may have this name now
  done < "$work/files"
  while IFS=$tab read -r here every was name; do put_file "$name" "$was" "$here" "$every"; done < "$work/files"
  git write-tree
}
branch() { # words for its name, numbers of its parts: the last one is what it brings
  words=$1; shift
  for last in "$@"; do :; done
  name=$prefix/$last-$words
  ! git rev-parse -q --verify "refs/heads/$name" > /dev/null || { say "There is a branch $name already."; exit 2; }
  [ $# -gt 1 ] || tip=$base
  tip=$(git commit-tree "$(tree "$@")" -p "$tip" -F "$work/title$last")
  printf '%s %s\n' "$tip" "$name" >> "$work/record"
}
plan
every=$(awk -F '\t' '!seen[$1]++ { printf "%s%s", gap, $1; gap = "\n" }' "$work/plan")
set --
for one in $(printf '%s' "$every"); do set -- "$@" "$one"; done
[ "$(tree "$@")" = "$(git rev-parse "$head^{tree}")" ] || moved 'the head'
branches
while read -r tip name; do
  git branch "$name" "$tip"
  printf '%s %s\n' "$tip" "$name" >> "$record"
  say "built $name"
done < "$work/record"
say "Push them with: git push -u origin 'refs/heads/$prefix/*'"
"""
