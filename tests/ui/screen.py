"""What a browser makes of Streamlit's messages: its tree of blocks, by the rules of its front end."""

from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class BadDeltaPath(AssertionError):
    """The browser would stop here, for good."""


@dataclass
class Node:
    """A block with its children, or an element without; of which run and which fragment."""

    name: str
    run: str
    fragment: str = ""
    children: list["Node"] = field(default_factory=list)

    def shown(self) -> object:
        return [self.name, *(child.shown() for child in self.children)]


class Screen:
    """The main part of one page."""

    def __init__(self) -> None:
        self.root = Node("main", "")
        self._run = ""

    def take(self, message: ForwardMsg) -> None:
        kind, run = message.WhichOneof("type"), message.metadata.run
        if kind == "new_session":
            self._run = run.script_run_id
        elif kind == "delta":
            self._put(message)
        elif message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            _drop_stale(self.root, run.script_run_id)
        elif message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
            _drop_stale_of(self.root, run.script_run_id, set(run.fragment_ids))

    def _put(self, message: ForwardMsg) -> None:
        *above, place = message.metadata.delta_path
        node = self.root
        for step in above:
            node.run = self._run
            if step >= len(node.children):
                raise BadDeltaPath(f"{step} (should be between [0, {len(node.children)}])")
            node = node.children[step]
        node.run = self._run
        if place > len(node.children):
            raise BadDeltaPath(f"{place} (should be between [0, {len(node.children)}])")
        is_block = message.delta.WhichOneof("type") == "add_block"
        name = message.delta.add_block.id if is_block else message.delta.new_element.markdown.body
        there = node.children[place : place + 1]
        kept = there[0].children if is_block and there else []
        node.children[place : place + 1] = [Node(name, self._run, message.delta.fragment_id, kept)]


def _drop_stale(node: Node, run: str) -> None:
    node.children = [child for child in node.children if child.run == run]
    for child in node.children:
        _drop_stale(child, run)


def _drop_stale_of(node: Node, run: str, fragments: set[str]) -> None:
    if node.fragment in fragments and node.run == run:
        _drop_stale(node, run)
    for child in node.children:
        _drop_stale_of(child, run, fragments)
