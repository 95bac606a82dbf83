"""A gazette of 云岭省, which exists nowhere, as a file: two directives with a group, tasks and citations."""

from tagged import ISSUER, NUMBER, founding

NAME = "yunling-2020-01.txt"
GROUP = "云岭省粮仓建设工作领导小组"
LEADER = "张三峰"
LEADING = "云岭省发展和改革委员会"
PLAN = "云政办〔2020〕6号"
CITED = "云政〔2019〕3号"
FOUNDING = NUMBER

_MEMBERS = """
组  长：张三峰  副省长
副组长：李四维  省财政厅厅长
成  员：王五常  省发展改革委副主任
        赵六合  松江市副市长

领导小组办公室设在省发展改革委，王五常兼任办公室主任。
"""

_TASKS = f"""{ISSUER}关于印发粮仓节能方案的通知

{PLAN}

各市、自治州人民政府：

根据《云岭省人民政府关于加强粮仓管理的意见》（{CITED}），现将粮仓节能方案印发给你们，请遵照执行。

{ISSUER}

2020年3月9日

粮仓节能方案

一、改造

（一）改造旧仓。更换通风设备，安装测温线路。（省发展改革委牵头，省财政厅、省粮食局配合）

（二）培训人员。每年举办一次培训。（省人力资源社会保障厅负责）
"""

TEXT = f"{founding(_MEMBERS)}\n{_TASKS}"


def issue(number: int) -> str:
    """Another issue: the same directives under numbers of their own."""
    return TEXT.replace("〕5号", f"〕{number}05号").replace("〕6号", f"〕{number}06号")
