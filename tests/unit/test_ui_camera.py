from realtalk.settings import Settings
from realtalk.ui.camera import connection, constraints


def test_what_is_asked_for_are_the_chosen_devices_and_the_sound_as_it_is():
    wanted = constraints("front", "headset")
    assert wanted["video"]["deviceId"] == {"exact": "front"}
    assert wanted["video"]["frameRate"] == {"ideal": 15, "max": 15}
    assert wanted["audio"] == {
        "deviceId": {"exact": "headset"},
        "echoCancellation": False,
        "noiseSuppression": False,
        "autoGainControl": False,
    }


def test_without_a_camera_no_picture_is_asked_for_and_without_a_microphone_no_sound():
    assert constraints(None, "headset")["video"] is False
    assert constraints("front", None)["audio"] is False


def test_no_server_is_asked_unless_one_is_set():
    assert connection(Settings()) == {"iceServers": []}


def test_only_a_turn_server_is_told_the_account():
    of = Settings(ice=("stun:a.example", "turn:b.example"), turn_user="me", turn_password="word")
    assert connection(of)["iceServers"] == [
        {"urls": ["stun:a.example"]},
        {"urls": ["turn:b.example"], "username": "me", "credential": "word"},
    ]
