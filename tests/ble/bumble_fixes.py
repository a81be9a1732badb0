"""Bumble 0.0.236 with its two defects mended that stand in our way; both were found by running.

The version is pinned exactly in `pyproject.toml`: it changes weekly.
"""

from __future__ import annotations

import asyncio
from typing import Any

from bumble import core, hci
from bumble.controller import Controller
from bumble.link import LocalLink

SUPERVISION_TIMEOUT = 0x08
"""HCI's reason for a link whose other end was not heard for too long."""


class MendedController(Controller):
    """A controller whose pending connection can be cancelled, and whose links can be lost."""

    def on_hci_le_create_connection_cancel_command(
        self, _command: hci.HCI_LE_Create_Connection_Cancel_Command
    ) -> hci.HCI_StatusReturnParameters:
        """Drop the request and report it; Bumble answers success and does neither."""
        pending = self.pending_le_connection
        if pending is None:
            return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.COMMAND_DISALLOWED_ERROR)
        self.pending_le_connection = None
        asyncio.get_running_loop().call_soon(
            self.send_hci_packet,
            hci.HCI_LE_Connection_Complete_Event(
                status=hci.HCI_ErrorCode.UNKNOWN_CONNECTION_IDENTIFIER_ERROR,
                connection_handle=0,
                role=hci.Role.CENTRAL,
                peer_address_type=pending.peer_address_type,
                peer_address=pending.peer_address,
                connection_interval=0,
                peripheral_latency=0,
                supervision_timeout=0,
                central_clock_accuracy=0,
            ),
        )
        return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.SUCCESS)

    def lose_link(self, reason: int = SUPERVISION_TIMEOUT) -> None:
        """End every connection on this side alone; nothing goes over the air."""
        for connection in list(self.le_connections.values()):
            self.on_le_disconnected(connection, reason)


class MendedLink(LocalLink):
    """A link that stamps data with the address that the connection knows its sender by.

    Bumble takes the sender's random address; a central may have connected with its public one.
    """

    def send_acl_data(
        self,
        sender_controller: Any,
        destination_address: hci.Address,
        transport: core.PhysicalTransport,
        data: bytes,
    ) -> None:
        """Hand data to the other end, if there is one."""
        connection = sender_controller.le_connections.get(destination_address)
        receiver = self.find_le_controller(destination_address)
        if connection is not None and receiver is not None:
            asyncio.get_running_loop().call_soon(
                receiver.on_link_acl_data, connection.self_address, transport, data
            )
