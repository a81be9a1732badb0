#!/bin/sh
# Second program of the guest, in the host's root: what a booted Linux with Bluetooth has, as little
# of it as BlueZ needs; then the command in /guest/command.sh, its status into /guest/status; then off.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TMPDIR=/tmp LANG=C.UTF-8

mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm /var/lib/bluetooth
mount -t devpts devpts /dev/pts
for folder in /dev/shm /run /var/lib/bluetooth; do mount -t tmpfs tmpfs "$folder"; done
chmod 1777 /dev/shm
mkdir -p /run/dbus /var/run/dbus
read -r up_s _ < /proc/uptime
echo "guest: Linux $(uname -r) after $up_s s"

dbus-uuidgen --ensure
dbus-daemon --system --fork --nopidfile || echo "guest: the D-Bus daemon does not start"
daemon=$(command -v bluetoothd || echo /usr/libexec/bluetooth/bluetoothd)
"$daemon" -n > /guest/bluetoothd.log 2>&1 &
if [ -e /guest/btmon ]; then btmon > /guest/btmon.log 2>&1 & fi
echo "guest: BlueZ $("$daemon" --version)"

sh /guest/command.sh 2>&1
echo $? > /guest/status
read -r up_s _ < /proc/uptime
echo "guest: done after $up_s s"

sync
echo o > /proc/sysrq-trigger
while :; do :; done # were process 1 to end before the power does, the kernel would panic
