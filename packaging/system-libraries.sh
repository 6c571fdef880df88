#!/bin/sh
# Finds out which libraries of the system Qt still needs, and installs them where it may:
# as root on Debian and its kin. Elsewhere it prints the one line to run.
# With nothing missing it takes some milliseconds. It ends with 1 only where Qt cannot start.
set -u

[ "$(uname -s)" = Linux ] || exit 0

# soname:Debian package:Fedora package. The first list is needed even without a display,
# the second by a window under X11, the third by a window under Wayland.
always="
libGL.so.1:libgl1:libglvnd-glx
libEGL.so.1:libegl1:libglvnd-egl
libfontconfig.so.1:libfontconfig1:fontconfig
libglib-2.0.so.0:libglib2.0-0:glib2
libdbus-1.so.3:libdbus-1-3:dbus-libs
libxkbcommon.so.0:libxkbcommon0:libxkbcommon"
x11="
libxcb-cursor.so.0:libxcb-cursor0:xcb-util-cursor
libxkbcommon-x11.so.0:libxkbcommon-x11-0:libxkbcommon-x11
libxcb-icccm.so.4:libxcb-icccm4:xcb-util-wm
libxcb-keysyms.so.1:libxcb-keysyms1:xcb-util-keysyms
libxcb-shape.so.0:libxcb-shape0:libxcb"
wayland="
libwayland-cursor.so.0:libwayland-cursor0:libwayland-cursor
libwayland-egl.so.1:libwayland-egl1:libwayland-egl"

known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || known=""

debian="" fedora=""
look() {  # look LIST: adds what is missing to $debian and $fedora; fails if anything is
    whole=0
    for line in $1; do
        soname=${line%%:*}
        rest=${line#*:}
        case "$known" in
        *"$soname "*) ;;
        *)
            whole=1
            debian="$debian ${rest%%:*}"
            fedora="$fedora ${rest#*:}"
            ;;
        esac
    done
    return $whole
}

[ -n "$known" ] || exit 0  # no ldconfig (Alpine, NixOS): nothing can be told, let Qt speak
fatal=0
look "$always" || fatal=1
look "$x11" || { [ -n "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ] && fatal=1; }
look "$wayland" || true
[ -n "$debian" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ]; then
        echo "Installing system libraries that Qt needs:$debian"
        log=$(mktemp)
        # shellcheck disable=SC2086 # a list of words
        if DEBIAN_FRONTEND=noninteractive apt-get -qq update >"$log" 2>&1 &&
            DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
                $debian >>"$log" 2>&1 </dev/null; then
            rm -f "$log"
            exit 0
        fi
        cat "$log" >&2
        rm -f "$log"
    fi
    line="sudo apt-get install -y --no-install-recommends$debian"
elif command -v dnf >/dev/null 2>&1; then
    line="sudo dnf install -y$fedora"
else
    line="(with your system's package manager) install the equivalents of:$debian"
fi
echo "Qt needs libraries of the system. Run this once:" >&2
echo "    $line" >&2
exit $fatal
