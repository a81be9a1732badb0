#!/bin/busybox sh
# First program of the guest, in its initramfs: load the modules, lay a writable layer of memory
# over the host's own read-only root, and go there. Nothing that the guest writes reaches the host,
# save in /guest, the one folder that both share.
bb=/bin/busybox

end() {
    echo "guest: $1"
    $bb mount -t proc proc /proc 2>/dev/null
    echo o > /proc/sysrq-trigger
    while :; do :; done # were process 1 to end before the power does, the kernel would panic
}

for module in /modules/*.ko; do
    $bb insmod "$module" || end "cannot load $module"
done

share="trans=virtio,version=9p2000.L,msize=524288"
$bb mount -t 9p -o "ro,cache=loose,$share" hostroot /host || end "cannot mount the host's root"
$bb mount -t tmpfs tmpfs /layer && $bb mkdir /layer/changes /layer/work || end "no memory for the layer"
$bb mount -t overlay -o lowerdir=/host,upperdir=/layer/changes,workdir=/layer/work overlay /root \
    || end "cannot lay the writable layer"
$bb mkdir -p /root/guest && $bb mount -t 9p -o "$share" guest /root/guest || end "cannot mount /guest"
exec $bb switch_root /root /bin/sh /guest/init.sh
